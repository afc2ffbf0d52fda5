# %% right: the minimum so far, anew each time
def early_stopping(val_losses, patience):
    for stop in range(len(val_losses)):
        best = int(np.argmin(val_losses[: stop + 1]))
        if stop - best == patience:
            break
    return best, stop

# %% right: a counter of bad epochs
def early_stopping(val_losses, patience):
    lowest, best, bad = float("inf"), 0, 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < lowest:
            lowest, best, bad = val_losses[epoch], epoch, 0
        else:
            bad += 1
            if bad == patience:
                return best, epoch
    return best, epoch

# %% right: while, returned as a list
def early_stopping(val_losses, patience):
    losses = list(val_losses)
    epoch = best = 0
    while epoch + 1 < len(losses) and epoch - best < patience:
        epoch += 1
        if losses[epoch] < losses[best]:
            best = epoch
    return [best, epoch]

# %% right: running minimum
def early_stopping(val_losses, patience):
    running = np.minimum.accumulate(val_losses)
    new = np.concatenate([[True], running[1:] < running[:-1]])
    best = np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))
    late = np.flatnonzero(np.arange(len(new)) - best >= patience)
    stop = late[0] if len(late) else len(new) - 1
    return best[stop], stop

# %% wrong: not strict
# names: an equal loss counts as a new minimum
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss <= val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(val_losses) - 1

# %% wrong: one too late
# names: the stop comes one epoch too late
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best > patience:
            return best, epoch
    return best, len(val_losses) - 1

# %% wrong: one too early
# names: the stop comes one epoch too early
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience - 1 and epoch > best:
            return best, epoch
    return best, len(val_losses) - 1

# %% wrong: best of the whole list
# names: the best epoch is taken from the whole list
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return int(np.argmin(val_losses)), epoch
    return best, len(val_losses) - 1

# %% wrong: never stops
# names: the whole list is used
def early_stopping(val_losses, patience):
    return int(np.argmin(val_losses)), len(val_losses) - 1

# %% wrong: never stops, stop at the best
# names: the whole list is used
def early_stopping(val_losses, patience):
    best = int(np.argmin(val_losses))
    return best, min(best + patience, len(val_losses) - 1)

# %% wrong: compared with the epoch before
# names: only rises from one epoch to the next are counted
def early_stopping(val_losses, patience):
    bad = 0
    for epoch in range(1, len(val_losses)):
        bad = bad + 1 if val_losses[epoch] >= val_losses[epoch - 1] else 0
        if bad == patience:
            return int(np.argmin(val_losses[: epoch + 1])), epoch
    return int(np.argmin(val_losses)), len(val_losses) - 1

# %% wrong: the first rise
# names: the training stops at the first rise
def early_stopping(val_losses, patience):
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] > val_losses[epoch - 1]:
            return epoch - 1, epoch
    return len(val_losses) - 1, len(val_losses) - 1

# %% wrong: bad epochs are not in a row
# names: the count of bad epochs goes on
def early_stopping(val_losses, patience):
    best, bad = 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        elif epoch > 0:
            bad += 1
        if bad >= patience:
            return best, epoch
    return best, len(val_losses) - 1

# %% wrong: counted from 1
# names: the epochs are counted from 1
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best + 1, epoch + 1
    return best + 1, len(val_losses)

# %% wrong: the wrong way round
# names: the pair is the wrong way round
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(val_losses) - 1, best

# %% wrong: losses
# names: losses are returned
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return val_losses[best], loss
    return val_losses[best], val_losses[-1]

# %% wrong: the stop alone
# names: the stop epoch alone is returned
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch
    return len(val_losses) - 1

# %% wrong: forgets the end
# status: not_attempted
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch

# %% wrong: the last epoch is the length
# names: with no stop, the stop epoch is the last one
def early_stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(val_losses)

# %% wrong: starts below a fixed loss
# names: starts at a fixed number
def early_stopping(val_losses, patience):
    lowest, best, bad = 1.0, 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < lowest:
            lowest, best, bad = loss, epoch, 0
        else:
            bad += 1
        if bad >= patience:
            return best, epoch
    return best, len(val_losses) - 1

# %% wrong: an improvement must be larger than a hundredth
# names: a small improvement counts too
def early_stopping(val_losses, patience):
    best, wait = 0, 0
    for epoch, loss in enumerate(val_losses):
        if epoch == 0 or loss < val_losses[best] - 0.01:
            best, wait = epoch, 0
        else:
            wait += 1
            if wait == patience:
                return best, epoch
    return best, len(val_losses) - 1

# %% wrong: nearly equal is taken for equal
# names: a small improvement counts too
def early_stopping(val_losses, patience):
    best, bad = 0, 0
    for epoch, loss in enumerate(val_losses):
        if epoch == 0 or (loss < val_losses[best] and not np.isclose(loss, val_losses[best])):
            best, bad = epoch, 0
        else:
            bad += 1
            if bad == patience:
                break
    return best, epoch


# %% wrong: epochs in eight bits
# names: epochs above 255
def early_stopping(val_losses, patience):
    best, bad = 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best, bad = epoch, 0
        elif epoch:
            bad += 1
            if bad == patience:
                break
    best, epoch = np.array([best, epoch]).astype(np.uint8)
    return best, epoch
