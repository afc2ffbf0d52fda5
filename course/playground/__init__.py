"""The playground: a network in training on points of the plane, driven by the student's own functions."""

from course.playground.settings import Settings
from course.playground.training import Training, train_playground
from course.playground.widget import playground

__all__ = ["Settings", "Training", "playground", "train_playground"]
