# %% right: two loops
def roc_auc(y, score):
    won = pairs = 0
    for i in range(len(y)):
        for j in range(len(y)):
            if y[i] == 1 and y[j] == 0:
                pairs += 1
                won += 1 if score[i] > score[j] else 0.5 if score[i] == score[j] else 0
    return won / pairs

# %% right: a table of all pairs
def roc_auc(y, score):
    y, score = np.asarray(y), np.asarray(score)
    gap = np.sign(score[y == 1][:, None] - score[y == 0])
    return float(((gap + 1) / 2).mean())

# %% right: ranks, where ties share theirs
def roc_auc(y, score):
    ranks = pd.Series(score).rank().to_numpy()
    ones = int(np.sum(y))
    zeros = len(y) - ones
    return (ranks[np.asarray(y) == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros)

# %% right: scikit-learn's
def roc_auc(y, score):
    from sklearn.metrics import roc_auc_score

    return roc_auc_score(y, score)

# %% right: the area of trapezoids, a corner for each different score
def roc_auc(y, score):
    corners = [(0.0, 0.0)]
    for t in sorted(set(score.tolist()), reverse=True):
        corners.append((np.mean(score[y == 0] >= t), np.mean(score[y == 1] >= t)))
    return sum((x1 - x0) * (y0 + y1) / 2 for (x0, y0), (x1, y1) in zip(corners, corners[1:]))

# %% wrong: ties count nothing
# names: ties count nothing
def roc_auc(y, score):
    return np.mean(score[y == 1][:, None] > score[y == 0][None, :])

# %% wrong: ties count as right
# names: ties count as right
def roc_auc(y, score):
    return np.mean(score[y == 1][:, None] >= score[y == 0][None, :])

# %% wrong: the wrong way round
# names: the wrong way round
def roc_auc(y, score):
    gap = np.sign(score[y == 0][:, None] - score[y == 1])
    return np.mean((gap + 1) / 2)

# %% wrong: the accuracy
# names: accuracy at a threshold
def roc_auc(y, score):
    return np.mean((score >= 0.5) == y)

# %% wrong: the number of pairs is not divided
# names: divide by the number of pairs
def roc_auc(y, score):
    gap = np.sign(score[y == 1][:, None] - score[y == 0])
    total = np.sum((gap + 1) / 2)
    return total

# %% wrong: divided by all pairs of two bookings
# names: all pairs of two bookings
def roc_auc(y, score):
    gap = np.sign(score[y == 1][:, None] - score[y == 0])
    return np.sum((gap + 1) / 2) / (len(y) * (len(y) - 1) / 2)

# %% wrong: divided by the square of the bookings
# names: in the denominator
def roc_auc(y, score):
    gap = np.sign(score[y == 1][:, None] - score[y == 0])
    return np.sum((gap + 1) / 2) / len(y) ** 2

# %% wrong: ranks by sorting, where ties are ranked as they stand
# names: equal scores are put in an order
def roc_auc(y, score):
    ranks = np.empty(len(y))
    ranks[np.argsort(score, kind="stable")] = np.arange(1, len(y) + 1)
    ones, zeros = np.sum(y == 1), np.sum(y == 0)
    return (ranks[y == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros)

# %% wrong: compares the means of the two groups
# names: wrong value
def roc_auc(y, score):
    return float(score[y == 1].mean() > score[y == 0].mean())

# %% wrong: one share for each canceled booking
# names: shape
def roc_auc(y, score):
    gap = np.sign(score[y == 1][:, None] - score[y == 0])
    return np.mean((gap + 1) / 2, axis=1)

# %% wrong: right on thresholds between 0 and 1 only
# names: from 0 to 1 only
def roc_auc(y, score):
    ts = np.linspace(1.001, 0, 2003)
    tpr = np.array([np.mean(score[y == 1] >= t) for t in ts])
    fpr = np.array([np.mean(score[y == 0] >= t) for t in ts])
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))

# %% wrong: sorts the caller's scores
# names: changed its argument
def roc_auc(y, score):
    order = np.argsort(score)
    y[:] = y[order]
    score.sort()
    gap = np.sign(score[y == 1][:, None] - score[y == 0])
    return np.mean((gap + 1) / 2)

# %% wrong: the visible answers by heart
# names: hidden data
# only hidden: learnt by heart
def roc_auc(y, score):
    return {0.4: 2 / 3, 0.1: 1.0, 1e-12: 1.0, 0.0: 7 / 9}.get(score[0], 0.5)

# %% wrong: nearly equal scores taken for ties
# names: close together are taken for ties
def roc_auc(y, score):
    ones, zeros = score[y == 1][:, None], score[y == 0]
    ties = np.isclose(ones, zeros)
    return np.mean(np.where(ties, 0.5, ones > zeros))


# %% wrong: counted in eight bits
# names: counts above 255
def roc_auc(y, score):
    ones, zeros = score[y == 1], score[y == 0]
    wins = 0.0
    for one in ones:
        wins += np.sum(one > zeros, dtype=np.uint8) + 0.5 * np.sum(one == zeros, dtype=np.uint8)
    return wins / np.uint8(len(ones) % 256) / np.uint8(len(zeros) % 256)


# %% wrong: zip in place of all pairs
# not told: counted the wrong way round
def roc_auc(y, score):
    pos, neg = score[y == 1], score[y == 0]
    total = 0.0
    for p, q in zip(pos, neg):
        if p > q:
            total += 1
        elif p == q:
            total += 0.5
    return total / len(pos)


# %% wrong: no canceled booking among the pairs
# not told: ties count nothing
def roc_auc(y, score):
    canceled, kept = score[y != 1], score[y == 0]
    above = np.mean(canceled[:, None] > kept)
    return above + np.mean(canceled[:, None] == kept) / 2
