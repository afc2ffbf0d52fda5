"""What unit 1 shows: spikes, activation functions, lines, planes and hidden spaces, and a neuron that learns."""

from course.perceptron.gate_widget import explore_gate
from course.perceptron.gates import AND_TABLE, NAND_TABLE, OR_TABLE, XOR_TABLE
from course.perceptron.hidden_layer import explore_hidden_layer
from course.perceptron.learning import draw_errors, explore_learning, two_clouds
from course.perceptron.lines import draw_gates
from course.perceptron.rates import draw_activations, draw_regressions, explore_activations
from course.perceptron.spaces import draw_hidden_plane, draw_network, draw_plane
from course.perceptron.spikes import draw_neuron, draw_spikes

__all__ = [
    "AND_TABLE",
    "NAND_TABLE",
    "OR_TABLE",
    "XOR_TABLE",
    "draw_activations",
    "draw_errors",
    "draw_gates",
    "draw_hidden_plane",
    "draw_network",
    "draw_neuron",
    "draw_plane",
    "draw_regressions",
    "draw_spikes",
    "explore_activations",
    "explore_gate",
    "explore_hidden_layer",
    "explore_learning",
    "two_clouds",
]
