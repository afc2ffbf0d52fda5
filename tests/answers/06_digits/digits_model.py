# %% right: a support vector machine
def digits_model(X, y):
    return SVC().fit(X, y)


# %% right: a polynomial kernel on scaled pixels
def digits_model(X, y):
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler

    return make_pipeline(MinMaxScaler(), SVC(kernel="poly")).fit(X, y)


# %% right: nearest neighbors on what it is given
def digits_model(X, y):
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(3).fit(X, y)


# %% right: one wide network that scales what it reads
def digits_model(X, y):
    class Scaled:
        def __init__(self):
            self.low, self.width = X.mean(), X.std()
            self.networks = [MLP([64, 160, 10], np.random.default_rng(s)) for s in (5, 6)]
            for network in self.networks:
                network.fit((X - self.low) / self.width, y, 0.1, 15, 32)

        def predict(self, images):
            return sum(n.predict_proba((images - self.low) / self.width) for n in self.networks).argmax(axis=1)

    return Scaled()


# %% right: a network of its own, labels as a list
def digits_model(X, y):
    rng = np.random.default_rng(4)
    T, Y = (X - 5) / 6, np.eye(10)[y]
    models = []
    for _ in range(3):
        A, a = rng.normal(0, np.sqrt(2 / 64), (64, 128)), np.zeros(128)
        B, b = rng.normal(0, np.sqrt(2 / 128), (128, 10)), np.zeros(10)
        v = [0, 0, 0, 0]
        for _ in range(15):
            order = rng.permutation(len(T))
            for i in range(0, len(T), 32):
                r = order[i : i + 32]
                H = np.maximum(T[r] @ A + a, 0)
                d = (softmax(H @ B + b) - Y[r]) / len(r)
                e = d @ B.T * (H > 0)
                for j, g in enumerate((T[r].T @ e, e.sum(0), H.T @ d, d.sum(0))):
                    v[j] = 0.9 * v[j] + g
                A, a, B, b = A - 0.1 * v[0], a - 0.1 * v[1], B - 0.1 * v[2], b - 0.1 * v[3]
        models.append((A, a, B, b))

    class Model:
        def predict(self, images):
            images = (images - 5) / 6
            P = sum(softmax(np.maximum(images @ A + a, 0) @ B + b) for A, a, B, b in models)
            return [int(i) for i in P.argmax(axis=1)]

    return Model()


# %% wrong: a look-up of all images on the disk
# only hidden: the visible images lie on the disk, where the answer finds them
# names: it relies on where the pixels lie
def digits_model(X, y):
    everything, answers = load_images()

    class LookUp:
        def predict(self, images):
            distance = (everything**2).sum(axis=1) - 2 * images @ everything.T
            return answers[distance.argmin(axis=1)]

    return LookUp()


# %% wrong: peeks at the collection, by the bytes of an image
# only hidden: the visible images lie on the disk, where the answer finds them
# names: it relies on where the pixels lie
def digits_model(X, y):
    from sklearn.datasets import load_digits

    data = load_digits()
    known = {image.tobytes(): int(label) for image, label in zip(data.data, data.target)}

    class Table:
        def predict(self, images):
            return np.array([known.get(image.tobytes(), 0) for image in images])

    return Table()


# %% wrong: trained on the collection itself instead of X and y
# only hidden: the visible images lie on the disk, where the answer finds them
# names: it relies on where the pixels lie
def digits_model(X, y):
    images, labels = load_images()
    return SVC().fit(images, labels)


# %% wrong: templates of the digits as they lie
# names: 0 of 6 points
def digits_model(X, y):
    images, labels = load_images()
    templates = np.stack([images[labels == digit].mean(axis=0) for digit in range(10)])

    class Nearest:
        def predict(self, new):
            return ((new[:, None] - templates) ** 2).sum(axis=2).argmin(axis=1)

    return Nearest()


# %% wrong: untrained
# names: close to guessing
def digits_model(X, y):
    return MLP([64, 32, 10], np.random.default_rng(0))


# %% wrong: one epoch at a tiny rate
# names: close to guessing
def digits_model(X, y):
    network = MLP([64, 32, 10], np.random.default_rng(0))
    network.fit(X / 16, y, 0.001, 1, 32)

    class Model:
        def predict(self, images):
            return network.predict(images / 16)

    return Model()


# %% wrong: always the same digit
# names: the same answer for every image
def digits_model(X, y):
    class Model:
        def predict(self, images):
            return np.full(len(images), np.bincount(y).argmax())

    return Model()


# %% wrong: a guess
# names: close to guessing
def digits_model(X, y):
    class Model:
        def predict(self, images):
            return np.random.default_rng(0).integers(0, 10, size=len(images))

    return Model()


# %% wrong: scales the training images, but not those it reads
# names: the same answer
def digits_model(X, y):
    m, s = X.mean(axis=0) + 30, X.std(axis=0) + 1e-3
    network = MLP([64, 64, 10], np.random.default_rng(0))
    network.fit((X - m) / s / 50, y, 0.1, 20, 32)
    return network


# %% wrong: reads ten pixels
# names: the model has learned too little
def digits_model(X, y):
    class Model:
        def __init__(self):
            self.model = LogisticRegression(max_iter=300).fit(X[:, :10] / 16, y)

        def predict(self, images):
            return self.model.predict(images[:, :10] / 16)

    return Model()


# %% wrong: trained on forty images
# names: the model has learned too little
def digits_model(X, y):
    return SVC().fit(X[:60], y[:60])


# %% wrong: probabilities instead of labels
# names: one label for each image
def digits_model(X, y):
    network = MLP([64, 32, 10], np.random.default_rng(0))
    network.fit(X / 16, y, 0.1, 10, 32)

    class Model:
        def predict(self, images):
            return network.predict_proba(images / 16)

    return Model()


# %% wrong: a function instead of a model
# names: a method `predict`
# status: error
def digits_model(X, y):
    network = MLP([64, 32, 10], np.random.default_rng(0))
    network.fit(X / 16, y, 0.1, 10, 32)
    return lambda images: network.predict(images / 16)


# %% wrong: labels instead of a model
# names: a method `predict`
# status: error
def digits_model(X, y):
    network = MLP([64, 32, 10], np.random.default_rng(0))
    network.fit(X / 16, y, 0.1, 3, 32)
    return network.predict(X / 16)


# %% wrong: nothing returned
# names: a method `predict`
# status: error
def digits_model(X, y):
    SVC().fit(X, y)


# %% wrong: scales the images in place
# names: changed its argument
def digits_model(X, y):
    X /= 16
    network = MLP([64, 64, 10], np.random.default_rng(0))
    network.fit(X, y, 0.1, 20, 32)

    class Model:
        def predict(self, images):
            images /= 16
            return network.predict(images)

    return Model()


# %% wrong: labels moved by one
# names: not those of `y`
def digits_model(X, y):
    model = SVC().fit(X, y)

    class Model:
        def predict(self, images):
            return (model.predict(images) + 1) % 10

    return Model()


# %% wrong: a look-up by the sorted pixels, which no order hides, with the names learned from y
# only hidden: the visible images lie on the disk, where the answer finds them
# names: it relies on where the pixels lie
def digits_model(X, y):
    images, labels = load_images()
    known = {np.sort(image).tobytes(): int(label) for image, label in zip(images, labels)}
    names = {known[np.sort(image).tobytes()]: label for image, label in zip(X, y) if np.sort(image).tobytes() in known}

    class Table:
        def predict(self, new):
            return np.array([names.get(known.get(np.sort(image).tobytes(), 0), 0) for image in new])

    return Table()

# %% right: the nearest neighbor on pixels from 0 to 1
def digits_model(X, y):
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler

    return make_pipeline(MinMaxScaler(), KNeighborsClassifier(1)).fit(X, y)
