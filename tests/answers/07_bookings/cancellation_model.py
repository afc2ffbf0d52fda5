# %% right: scikit-learn's network on a short list of columns
def cancellation_model(bookings):
    from sklearn.neural_network import MLPClassifier

    def arrays(table):
        numbers = ["lead_time", "previous_cancellations", "total_of_special_requests", "required_car_parking_spaces"]
        numbers += ["booking_changes", "stays_in_week_nights", "stays_in_weekend_nights", "adr", "is_repeated_guest"]
        texts = ["hotel", "deposit_type", "market_segment", "customer_type", "country"]
        mean, spread = bookings[numbers].mean(), bookings[numbers].std()
        dummies = [pd.get_dummies(table[name]).reindex(columns=bookings[name].dropna().unique(), fill_value=0) for name in texts]
        return np.hstack([(table[numbers] - mean) / spread, *dummies])

    network = MLPClassifier((24,), alpha=0.2, learning_rate_init=0.005, batch_size=64, max_iter=14, random_state=0)
    with __import__("warnings").catch_warnings():
        __import__("warnings").simplefilter("ignore")
        network.fit(arrays(bookings), bookings["is_canceled"])

    class Model:
        def predict_proba(self, unseen):
            return network.predict_proba(arrays(unseen))[:, 1]

    return Model()

# %% right: no network at all, but boosted trees
def cancellation_model(bookings):
    from types import SimpleNamespace

    from sklearn.ensemble import GradientBoostingClassifier

    late = ["reservation_status", "reservation_status_date", "assigned_room_type", "is_canceled"]

    def table(some):
        some = some.drop(columns=late, errors="ignore")
        texts = [name for name in some if not pd.api.types.is_numeric_dtype(some[name])]
        places = {name: {value: k for k, value in enumerate(bookings[name].value_counts().index[:30])} for name in texts}
        numbers = some.assign(**{name: some[name].map(places[name]).astype(float) for name in texts})
        return numbers.fillna(-1).to_numpy(dtype=float)

    trees = GradientBoostingClassifier(n_estimators=60, learning_rate=0.25, max_depth=4, subsample=0.5, random_state=0).fit(table(bookings), bookings["is_canceled"])
    return SimpleNamespace(predict_proba=lambda unseen: trees.predict_proba(table(unseen))[:, 1])

# %% right: two hidden layers, their gradient by hand, early stopping
class Network:
    def __init__(self, train):
        self.train = train
        self.rng = np.random.default_rng(3)

    def fit(self):
        X = prepare(self.train, self.train)[0]
        y = self.train["is_canceled"].to_numpy(dtype=float)[:, None]
        X, X_val, y, y_val = train_val_split(X, y, 0.15, self.rng)
        sizes = [X.shape[1], 16, 8, 1]
        self.w = [init_weights(a, b, "he", self.rng) for a, b in zip(sizes, sizes[1:])] + [np.zeros(b) for b in sizes[1:]]
        states, best, losses = [(0, 0, 0)] * 6, self.w, []
        for _ in range(18):
            for A, t in minibatches(X, y, 64, self.rng):
                H1, H2, P = self.layers(A)
                d3 = (P - t) / len(t)
                d2 = d3 @ self.w[2].T * (H2 > 0)
                d1 = d2 @ self.w[1].T * (H1 > 0)
                grads = [A.T @ d1 + 0.003 * self.w[0], H1.T @ d2 + 0.003 * self.w[1], H2.T @ d3, d1.sum(0), d2.sum(0), d3.sum(0)]
                for k in range(6):
                    new, states[k] = adam_step(self.w[k], grads[k], states[k], 0.004)
                    self.w = self.w[:k] + [new] + self.w[k + 1 :]
            losses.append(binary_cross_entropy(self.layers(X_val)[2], y_val))
            if losses[-1] == min(losses):
                best = self.w
        self.w = best
        return self

    def layers(self, A):
        H1 = relu(A @ self.w[0] + self.w[3])
        H2 = relu(H1 @ self.w[1] + self.w[4])
        return H1, H2, sigmoid(H2 @ self.w[2] + self.w[5])

    def predict_proba(self, table):
        return self.layers(prepare(self.train, table)[1])[2].ravel()


def cancellation_model(bookings):
    return Network(bookings).fit()

# %% wrong: a logistic regression, for part of the points
# names: of 6 points
def cancellation_model(bookings):
    X = prepare(bookings, bookings)[0]
    y = bookings["is_canceled"].to_numpy(dtype=float)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(150):
        error = sigmoid(X @ w + b) - y
        w, b = w - 0.5 * X.T @ error / len(y), b - 0.5 * error.mean()

    class Model:
        def predict_proba(self, unseen):
            return sigmoid(prepare(bookings, unseen)[1] @ w + b)

    return Model()

# %% wrong: reads the status
# names: leans on a leak
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return (unseen["reservation_status"] != "Check-Out").to_numpy(dtype=float)

    return Model()

# %% wrong: a logistic regression that has the status among its columns
# names: leans on a leak
def cancellation_model(bookings):
    from sklearn.linear_model import LogisticRegression

    def arrays(table):
        leak = pd.get_dummies(table["reservation_status"]).reindex(columns=["Canceled", "Check-Out", "No-Show"], fill_value=0)
        return np.column_stack([table["lead_time"] / 100, leak])

    line = LogisticRegression().fit(arrays(bookings), bookings["is_canceled"])

    class Model:
        def predict_proba(self, unseen):
            return line.predict_proba(arrays(unseen))[:, 1]

    return Model()

# %% wrong: one column
# names: is above 0.70, where the points begin
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return unseen["lead_time"].to_numpy() / 1000

    return Model()

# %% wrong: the same for everybody
# names: is above 0.70, where the points begin
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return np.full(len(unseen), bookings["is_canceled"].mean())

    return Model()

# %% wrong: the probability that the guest comes
# names: predicts that canceled bookings are kept
def cancellation_model(bookings):
    shares = bookings.groupby("deposit_type")["is_canceled"].mean()

    class Model:
        def predict_proba(self, unseen):
            return 1 - unseen["deposit_type"].map(shares).fillna(0.3).to_numpy()

    return Model()

# %% wrong: two columns, as scikit-learn gives them
# names: return the probability of a cancellation alone
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            p = np.clip(unseen["lead_time"].to_numpy() / 400, 0, 1)
            return np.column_stack([1 - p, p])

    return Model()

# %% wrong: a column instead of a vector
# names: return the shape (n,)
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return np.clip(unseen[["lead_time"]].to_numpy() / 400, 0, 1)

    return Model()

# %% wrong: sums instead of probabilities
# names: did not pass a sigmoid
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return unseen["lead_time"].to_numpy() / 100 - 1

    return Model()

# %% wrong: asks unseen bookings for the answer
# names: unseen bookings do not have, such as `is_canceled`
# status: error
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return unseen["is_canceled"].to_numpy() * 1.0

    return Model()

# %% wrong: get_dummies of the unseen table alone
# names: prepare unseen bookings as in training
# status: error
def cancellation_model(bookings):
    texts = ["deposit_type", "market_segment", "country"]
    X = pd.get_dummies(bookings[texts]).to_numpy(dtype=float)
    w = X.T @ (bookings["is_canceled"].to_numpy() - 0.37) / len(X)

    class Model:
        def predict_proba(self, unseen):
            return sigmoid(pd.get_dummies(unseen[texts]).to_numpy(dtype=float) @ w)

    return Model()

# %% wrong: a function comes back
# names: has a method `predict_proba`
def cancellation_model(bookings):
    return lambda unseen: np.clip(unseen["lead_time"].to_numpy() / 400, 0, 1)

# %% wrong: nan where the country is missing
# names: nan
def cancellation_model(bookings):
    shares = bookings.groupby("country")["is_canceled"].mean()

    class Model:
        def predict_proba(self, unseen):
            return unseen["country"].map(shares).to_numpy()

    return Model()

# %% wrong: class names instead of probabilities, from one column
# names: is above 0.70, where the points begin
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return (unseen["deposit_type"] == "Non Refund").to_numpy().astype(float)

    return Model()

# %% wrong: learns by heart who was canceled
# names: is above 0.70, where the points begin
def cancellation_model(bookings):
    columns = ["hotel", "lead_time", "adr", "country", "arrival_date_day_of_month"]
    known = {tuple(row): answer for row, answer in zip(bookings[columns].astype(str).to_numpy(), bookings["is_canceled"])}

    class Model:
        def predict_proba(self, unseen):
            return np.array([float(known.get(tuple(row), 0.37)) for row in unseen[columns].astype(str).to_numpy()])

    return Model()

# %% wrong: the class instead of an object
# names: an object, made as `Model()`
# status: error
def cancellation_model(bookings):
    class Model:
        def predict_proba(self, unseen):
            return np.full(len(unseen), 0.37)

    return Model

# %% wrong: reads the effects in the course's own code instead of learning them
# names: of 6 points
def cancellation_model(bookings):
    from course.bookings.chance import chance

    class Model:
        def predict_proba(self, unseen):
            return chance({name: unseen[name].to_numpy() for name in unseen})

    return Model()
