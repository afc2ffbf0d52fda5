# %% right: loops over columns, a column for each value
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr", "adults", "children"]
    texts = ["hotel", "deposit_type", "market_segment", "customer_type", "country"]
    left, right = [], []
    for name in numbers:
        filled = train[name].fillna(0).to_numpy(dtype=float)
        mean, spread = filled.mean(), filled.std()
        if spread == 0:
            spread = 1.0
        for table, parts in ((train, left), (test, right)):
            parts.append((table[name].fillna(0).to_numpy(dtype=float) - mean) / spread)
    for name in texts:
        for value in sorted(set(train[name].dropna())):
            for table, parts in ((train, left), (test, right)):
                parts.append([1.0 if one == value else 0.0 for one in table[name]])
    return np.array(left, dtype=float).T, np.array(right, dtype=float).T

# %% right: scikit-learn's transformers
def prepare(train, test):
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr", "children", "babies"]
    texts = ["deposit_type", "market_segment", "customer_type", "country", "meal"]
    code = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler()), numbers),
        (
            make_pipeline(
                SimpleImputer(strategy="constant", fill_value="none", missing_values=np.nan),
                OneHotEncoder(handle_unknown="ignore", sparse_output=False),
            ),
            texts,
        ),
    )
    train = train.assign(**{name: train[name].astype(object) for name in texts})
    test = test.assign(**{name: test[name].astype(object) for name in texts})
    return [code.fit_transform(train), code.transform(test)]

# %% right: from 0 to 1 by the range of train, get_dummies brought to the columns of train
def prepare(train, test):
    late = ["is_canceled", "reservation_status", "reservation_status_date", "assigned_room_type"]
    train, test = (table.drop(columns=late, errors="ignore").drop(columns=["agent", "company"]) for table in (train, test))
    numbers = train.select_dtypes("number").columns
    low, high = train[numbers].min().fillna(0), train[numbers].max().fillna(1)
    width = (high - low).replace(0, 1)

    def scaled(table):
        return ((table[numbers] - low) / width).fillna(0)

    first = pd.concat([scaled(train), pd.get_dummies(train.drop(columns=numbers))], axis=1)
    second = pd.concat([scaled(test), pd.get_dummies(test.drop(columns=numbers))], axis=1)
    second = second.reindex(columns=first.columns, fill_value=0)
    return first.to_numpy(dtype=float), second.to_numpy(dtype=float)

# %% right: logarithm of the lead time, missing values and agents with columns of their own
def prepare(train, test):
    def raw(table):
        parts = [
            np.log1p(table["lead_time"].to_numpy(dtype=float)),
            table["previous_cancellations"].to_numpy(dtype=float),
            table["total_of_special_requests"].to_numpy(dtype=float),
            table["agent"].notna().to_numpy(dtype=float),
            table["children"].isna().to_numpy(dtype=float),
        ]
        for name in ("deposit_type", "market_segment", "customer_type", "country"):
            known = train[name].fillna("missing").astype(str)
            for value in sorted(known.unique()):
                parts.append((table[name].fillna("missing").astype(str) == value).to_numpy(dtype=float))
        return np.column_stack(parts)

    X, Z = raw(train), raw(test)
    mean, spread = X.mean(axis=0), X.std(axis=0)
    spread[spread < 1e-12] = 1.0
    mean[5:], spread[5:] = 0.0, 1.0
    return (X - mean) / spread, (Z - mean) / spread

# %% right: only the six columns that are asked for, a dictionary of places, lists
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests"]
    texts = ["deposit_type", "market_segment", "customer_type"]
    middle = {name: train[name].mean() for name in numbers}
    spread = {name: train[name].std() or 1.0 for name in numbers}
    pairs = {pair: None for name in texts for pair in zip([name] * len(train), train[name])}
    arrays = []
    for table in (train, test):
        rows = []
        for _, booking in table.iterrows():
            row = [(booking[name] - middle[name]) / spread[name] for name in numbers]
            rows.append(row + [float(booking[name] == value) for name, value in pairs])
        arrays.append(rows)
    return arrays

# %% right: scaled by quartiles, the ten most frequent countries
def prepare(train, test):
    numbers = ["lead_time", "adr", "previous_cancellations", "total_of_special_requests", "days_in_waiting_list"]
    low, middle, high = (train[numbers].quantile(q) for q in (0.25, 0.5, 0.75))
    pairs = [(name, v) for name in ("deposit_type", "market_segment", "customer_type") for v in train[name].unique()]
    pairs += [("country", value) for value in train["country"].value_counts().index[:10]]

    def coded(table):
        scaled = (table[numbers] - middle) / (high - low).replace(0, 1)
        return np.column_stack([scaled, *(table[name] == value for name, value in pairs)])

    return coded(train), coded(test)

# %% right: holes filled with the mean of train
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    X, Z = (table[numbers].fillna(train[numbers].mean()).fillna(0).to_numpy(dtype=float) for table in (train, test))
    X, Z = standardize(X, Z)
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: statistics of both tables
# names: both tables
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    whole = pd.concat([train, test], ignore_index=True)
    spread = whole[numbers].std().replace(0, 1)
    parts = (whole[numbers] - whole[numbers].mean()) / spread
    for name in texts:
        parts = pd.concat([parts, pd.get_dummies(train[name]).reindex(columns=train[name].dropna().unique()).reindex(range(len(whole)))], axis=1)
        for value in train[name].dropna().unique():
            parts[value] = (whole[name] == value).astype(float)
    array = parts.fillna(0).to_numpy(dtype=float)
    return array[: len(train)], array[len(train) :]

# %% wrong: categories of both tables
# names: both tables
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    both = pd.get_dummies(pd.concat([train[texts], test[texts]], ignore_index=True)).to_numpy(dtype=float)
    return np.hstack([X, both[: len(train)]]), np.hstack([Z, both[len(train) :]])

# %% wrong: get_dummies on each table apart
# names: from each table apart
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    return np.hstack([X, pd.get_dummies(train[texts])]), np.hstack([Z, pd.get_dummies(test[texts])])

# %% wrong: get_dummies on each table apart, the second cut or padded to the length of the first
# names: coded by its own values
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    A, B = pd.get_dummies(train[texts]).to_numpy(dtype=float), pd.get_dummies(test[texts]).to_numpy(dtype=float)
    padded = np.zeros((len(B), A.shape[1]))
    width = min(A.shape[1], B.shape[1])
    padded[:, :width] = B[:, :width]
    return np.hstack([X, A]), np.hstack([Z, padded])

# %% wrong: the status is kept
# names: `reservation_status` changes nothing
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    texts = ["deposit_type", "market_segment", "customer_type", "country", "reservation_status"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in texts:
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: whether the assigned room is the reserved one
# names: `assigned_room_type` changes nothing
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    X = np.column_stack([X, train["assigned_room_type"] == train["reserved_room_type"]])
    Z = np.column_stack([Z, test["assigned_room_type"] == test["reserved_room_type"]])
    for name in texts:
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: the year of the status
# names: `reservation_status_date` changes nothing
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    train, test = (table.assign(day=table["reservation_status_date"].str[8:].astype(float)) for table in (train, test))
    numbers += ["day"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in texts:
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: is_canceled is a feature where there is one
# names: `is_canceled` changes nothing
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "is_canceled"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    if "is_canceled" not in test:
        test = test.assign(is_canceled=0)
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in texts:
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: countries replaced by their share of cancellations
# names: replaced by a share
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        shares = train.groupby(name)["is_canceled"].mean()
        X = np.column_stack([X, train[name].map(shares).fillna(0)])
        Z = np.column_stack([Z, test[name].map(shares).fillna(0)])
    return X, Z

# %% wrong: missing values are kept
# names: missing values are kept
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    mean, spread = train[numbers].mean(), train[numbers].std()
    X, Z = ((table[numbers] - mean) / spread for table in (train, test))
    for name in texts:
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: rows with missing values are dropped
# names: rows were dropped
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    texts = ["deposit_type", "market_segment", "customer_type", "country"]
    train, test = train[numbers + texts].dropna(), test[numbers + texts].dropna()
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in texts:
        for value in train[name].unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: an unseen category stops it
# names: such as a category that `train` does not have
# status: error
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type"):
        place = {value: number for number, value in enumerate(train[name].unique())}
        eye = np.eye(len(place))
        X = np.hstack([X, eye[[place[value] for value in train[name]]]])
        Z = np.hstack([Z, eye[[place[value] for value in test[name]]]])
    return X, Z

# %% wrong: unseen categories get a column of their own
# names: got a column of its own
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        values = list(train[name].dropna().unique())
        for value in values:
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
        X = np.column_stack([X, ~train[name].isin(values)])
        Z = np.column_stack([Z, ~test[name].isin(values)])
    return X, Z

# %% wrong: unseen categories are taken for the most frequent one
# names: put with a seen one
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        values = list(train[name].dropna().unique())
        usual = train[name].mode()[0]
        for value in values:
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name].where(test[name].isin(values) | test[name].isna(), usual) == value])
    return X, Z

# %% wrong: categories are numbered
# names: the categories are numbered
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        place = {value: number + 1 for number, value in enumerate(train[name].dropna().unique())}
        X = np.column_stack([X, train[name].map(place).fillna(0)])
        Z = np.column_stack([Z, test[name].map(place).fillna(0)])
    return X, Z

# %% wrong: numbers are not scaled
# names: scale them by what `train` says
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float)
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: numbers are divided by fixed numbers
# names: divided by a fixed number
def prepare(train, test):
    numbers, sizes = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"], [365, 5, 5, 200]
    X, Z = train[numbers].to_numpy(dtype=float) / sizes, test[numbers].to_numpy(dtype=float) / sizes
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: each table is scaled by itself
# names: by its own values
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = (((t[numbers] - t[numbers].mean()) / (t[numbers].std(ddof=0) + 1e-9)).to_numpy(dtype=float) for t in (train, test))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: constant columns are divided by zero
# names: do not divide by it
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr", "babies", "children", "adults"]
    mean, spread = train[numbers].fillna(0).mean(), train[numbers].fillna(0).std()
    X, Z = ((table[numbers].fillna(0) - mean) / spread for table in (train, test))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: the special requests are left out
# names: `total_of_special_requests` counts
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "adr"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: only one array comes back
# names: two arrays come back
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    return standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))[1]

# %% wrong: texts are left among the numbers
# names: a text or a date
def prepare(train, test):
    names = ["lead_time", "previous_cancellations", "total_of_special_requests", "deposit_type"]
    return train[names].to_numpy(), test[names].to_numpy()

# %% wrong: needs is_canceled in the test table
# names: is_canceled
# status: error
def prepare(train, test):
    train, test = train.drop(columns="is_canceled"), test.drop(columns="is_canceled")
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "adr"]
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: holes are filled in the caller's own table
# names: changed its argument
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    for table in (train, test):
        table["children"] = table["children"].fillna(0)
    X, Z = standardize(train[numbers].to_numpy(dtype=float), test[numbers].to_numpy(dtype=float))
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: sparse, as scikit-learn's encoder makes it
# names: `.toarray()`
def prepare(train, test):
    from sklearn.compose import make_column_transformer
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    coder = make_column_transformer(
        (StandardScaler(), ["lead_time", "previous_cancellations", "total_of_special_requests"]),
        (OneHotEncoder(handle_unknown="ignore"), ["deposit_type", "market_segment", "customer_type", "country"]),
    )
    return coder.fit_transform(train), coder.transform(test)

# %% wrong: get_dummies on each table apart, scaled together
# names: as by `pd.get_dummies` on each
# status: error
def prepare(train, test):
    late = ["is_canceled", "reservation_status", "reservation_status_date", "assigned_room_type"]
    X, Z = (pd.get_dummies(table.drop(columns=late).fillna(0), dtype=float).to_numpy() for table in (train, test))
    return standardize(X, Z)

# %% wrong: holes of the test table filled with its own mean
# names: filled
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    X, Z = (table[numbers].fillna(table[numbers].mean()).fillna(0).to_numpy() for table in (train, test))
    X, Z = standardize(X, Z)
    for name in ("deposit_type", "market_segment", "customer_type", "country"):
        for value in train[name].dropna().unique():
            X = np.column_stack([X, train[name] == value])
            Z = np.column_stack([Z, test[name] == value])
    return X, Z

# %% wrong: the columns of categories scaled too
# names: an unseen category does not give zeros
def prepare(train, test):
    def raw(table):
        parts = [
            np.log1p(table["lead_time"].to_numpy(dtype=float)),
            table["previous_cancellations"].to_numpy(dtype=float),
            table["total_of_special_requests"].to_numpy(dtype=float),
            table["agent"].notna().to_numpy(dtype=float),
            table["children"].isna().to_numpy(dtype=float),
        ]
        for name in ("deposit_type", "market_segment", "customer_type", "country"):
            known = train[name].fillna("missing").astype(str)
            for value in sorted(known.unique()):
                parts.append((table[name].fillna("missing").astype(str) == value).to_numpy(dtype=float))
        return np.column_stack(parts)

    X, Z = raw(train), raw(test)
    mean, spread = X.mean(axis=0), X.std(axis=0)
    spread[spread < 1e-12] = 1.0
    return (X - mean) / spread, (Z - mean) / spread

# %% right: numbers by the mean of train, places instead of labels
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    texts = ["deposit_type", "market_segment", "customer_type"]
    middle, spread = train[numbers].mean().fillna(0), train[numbers].std().replace(0, 1).fillna(1)

    def coded(table):
        parts = [((table[numbers].fillna(middle) - middle) / spread).to_numpy(dtype=float)]
        for name in texts:
            parts += [(table[name] == value).to_numpy(dtype=float)[:, None] for value in train[name].unique()]
        return np.hstack(parts)

    return coded(train), coded(test)

# %% wrong: a column without any value
# names: has no mean
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    texts = ["deposit_type", "market_segment", "customer_type"]
    middle, spread = train[numbers].mean(), train[numbers].std().replace(0, 1)

    def coded(table):
        parts = [((table[numbers].fillna(middle) - middle) / spread).to_numpy(dtype=float)]
        for name in texts:
            parts += [(table[name] == value).to_numpy(dtype=float)[:, None] for value in train[name].unique()]
        return np.hstack(parts)

    return coded(train), coded(test)

# %% wrong: objects come back
# names: Python objects
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    texts = ["deposit_type", "market_segment", "customer_type"]
    middle, spread = train[numbers].mean().fillna(0), train[numbers].std().replace(0, 1).fillna(1)

    def coded(table):
        parts = [((table[numbers].fillna(middle) - middle) / spread).to_numpy(dtype=float)]
        for name in texts:
            parts += [(table[name] == value).to_numpy(dtype=float)[:, None] for value in train[name].unique()]
        return np.hstack(parts)

    return coded(train).astype(object), coded(test).astype(object)

# %% wrong: joined by the labels of the rows
# names: matched by the labels of the index
def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests"]
    texts = ["deposit_type", "market_segment", "customer_type"]
    both = pd.concat([train[texts], test[texts]], ignore_index=True)
    dummies = pd.get_dummies(both)
    known = pd.get_dummies(train[texts]).columns
    dummies = dummies.reindex(columns=known).astype(float)
    middle, spread = train[numbers].mean(), train[numbers].std().replace(0, 1)
    first, second = ((table[numbers] - middle) / spread for table in (train, test))
    first = first.join(dummies[: len(train)])
    second = second.join(dummies[len(train) :].reset_index(drop=True))
    return first.fillna(0).to_numpy(dtype=float), second.fillna(0).to_numpy(dtype=float)

# %% wrong: an array kept between calls
# names: the calls share one array
kept = {}

def prepare(train, test):
    numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "children"]
    texts = ["deposit_type", "market_segment", "customer_type"]
    middle, spread = train[numbers].mean().fillna(0), train[numbers].std().replace(0, 1).fillna(1)

    def coded(table):
        parts = [((table[numbers].fillna(middle) - middle) / spread).to_numpy(dtype=float)]
        for name in texts:
            parts += [(table[name] == value).to_numpy(dtype=float)[:, None] for value in train[name].unique()]
        return np.hstack(parts)

    X = coded(train)
    out = kept.setdefault(X.shape, np.zeros(X.shape))
    out[:] = X
    return out, coded(test)
