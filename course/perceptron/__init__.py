"""What unit 1 shows: spikes, activation functions, lines, planes and hidden spaces, and a neuron that learns."""

from course.perceptron.gate_widget import explore_gate
from course.perceptron.gates import AND_TABLE, NAND_TABLE, OR_TABLE, XOR_TABLE
from course.perceptron.hidden_layer import explore_hidden_layer
from course.perceptron.learning import explore_learning, plot_errors, two_clouds
from course.perceptron.lines import plot_gates
from course.perceptron.rates import explore_activations, plot_activations, plot_regressions
from course.perceptron.spaces import plot_hidden_plane, plot_network, plot_plane
from course.perceptron.spikes import plot_neuron, plot_spikes

__all__ = [
    "AND_TABLE",
    "NAND_TABLE",
    "OR_TABLE",
    "XOR_TABLE",
    "explore_activations",
    "explore_gate",
    "explore_hidden_layer",
    "explore_learning",
    "plot_activations",
    "plot_errors",
    "plot_gates",
    "plot_hidden_plane",
    "plot_network",
    "plot_neuron",
    "plot_plane",
    "plot_regressions",
    "plot_spikes",
    "two_clouds",
]
