"""The ONNX graph of a BERT encoder with 8-bit weights, built node by node.

Weights are kept as one byte each with a scale: matrices a scale an output, the word
embeddings a scale a row. Before each matrix product every token's row is brought to 8 bits
by its own largest number, so what a pair is scored never depends on which pairs stand
beside it in the batch. (The runtime's usual "dynamic" product scales the whole batch at
once: neighbours then change a probability by up to 0.18.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]
Head = Literal["classes", "mean"]
STEPS = 127  # 8-bit codes reach from -127 to 127
MIDDLE = 128  # the code of zero in a row of activations
OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]


@dataclass(frozen=True)
class Shape:
    """The sizes of an encoder, as its config.json names them."""

    hidden: int
    layers: int
    heads: int
    epsilon: float
    positions: int  # tokens of the longest text


class GraphBuilder:
    """Nodes and initialisers of one graph; each method returns the name of its output."""

    def __init__(self, weights: Weights, shape: Shape) -> None:
        self.weights = weights
        self.shape = shape
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Store `value` under `name`."""
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def shared(self, name: str, value: Any) -> str:
        """Store a scalar once under `name`, however often it is asked for."""
        if all(constant.name != name for constant in self.constants):
            self.constant(name, value)
        return name

    def node(self, kind: str, inputs: list[str], *, domain: str = "", **options: Any) -> str:
        """Append a node of `kind`, named after its place in the graph."""
        output = f"{kind}_{len(self.nodes)}"
        made = helper.make_node(kind, inputs, [output], name=output, domain=domain, **options)
        self.nodes.append(made)
        return output

    def vector(self, name: str) -> str:
        """Store the weight `name` as it is."""
        return self.constant(name, self.weights[name].astype(np.float32))

    def product(self, source: str, matrix: NDArray[np.float32], name: str) -> str:
        """Multiply `source` by `matrix` (outputs x inputs), both in 8 bits.

        Each token's row of `source` is divided by its own step before, and the product is
        multiplied by it after, so that the kernel itself sees the scale 1 for all rows.
        """
        codes, scales = quantize_rows(matrix)
        largest = self.node("ReduceMax", [self.node("Abs", [source])], axes=[-1], keepdims=1)
        step = self.node("Mul", [largest, self.shared("1/127", np.float32(1 / STEPS))])
        step = self.node("Max", [step, self.shared("least", np.float32(1e-12))])
        one, middle = self.shared("one", np.float32(1)), self.shared("middle", np.uint8(MIDDLE))
        row = self.node("QuantizeLinear", [self.node("Div", [source, step]), one, middle])
        columns = self.constant(name, codes.T)
        scale = self.constant(f"{name}.scale", scales[:, 0])
        inputs = [row, columns, one, scale, middle]
        product = self.node("MatMulIntegerToFloat", inputs, domain="com.microsoft")
        return self.node("Mul", [product, step])

    def embeddings(self) -> str:
        """Add up word, position and segment embeddings and normalise them."""
        prefix = "embeddings."
        codes, scales = quantize_rows(self.weights[f"{prefix}word_embeddings.weight"])
        picked = self.node("Gather", [self.constant("words", codes), "input_ids"])
        scale = self.node("Gather", [self.constant("words.scale", scales), "input_ids"])
        words = self.node("Mul", [self.node("Cast", [picked], to=TensorProto.FLOAT), scale])
        segments = self.node(
            "Gather", [self.vector(f"{prefix}token_type_embeddings.weight"), "token_type_ids"]
        )
        sum_ = self.node("Add", [self.node("Add", [words, segments]), self._positions()])
        return self.node(
            "LayerNormalization",
            [
                sum_,
                self.vector(f"{prefix}LayerNorm.weight"),
                self.vector(f"{prefix}LayerNorm.bias"),
            ],
            epsilon=self.shape.epsilon,
        )

    def _positions(self) -> str:
        """Take as many position embeddings as the batch is long."""
        table = self.weights["embeddings.position_embeddings.weight"][: self.shape.positions]
        zero = self.constant("zero", np.array([0]))
        size = self.node("Shape", ["input_ids"], start=1, end=2)
        return self.node("Slice", [self.constant("positions", table), zero, size, zero])

    def layer(self, number: int, source: str, *, is_first_enough: bool = False) -> str:
        """Append encoder layer `number` to `source`.

        Where the head reads only the first token, the last layer need not compute the
        others beyond its attention: an eighth of all work.
        """
        prefix = f"encoder.layer.{number}."
        attended = self._attention(prefix, source)
        if is_first_enough:
            at = self.constant("first_token", np.array([0]))
            attended = self.node("Gather", [attended, at], axis=1)
            source = self.node("Gather", [source, at], axis=1)
        first = self._add_and_norm(prefix + "attention.output.", attended, source)
        wide = self.product(first, *self._matrix(f"{prefix}intermediate.dense"))
        bias = self.vector(f"{prefix}intermediate.dense.bias")
        wide = self.node("BiasGelu", [wide, bias], domain="com.microsoft")
        return self._add_and_norm(prefix + "output.", wide, first)

    def _matrix(self, name: str) -> tuple[NDArray[np.float32], str]:
        return self.weights[f"{name}.weight"], f"{name}.weight"

    def _attention(self, prefix: str, source: str) -> str:
        """Mix tokens: one product for queries, keys and values, then attention."""
        names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
        matrix = np.concatenate([self.weights[f"{name}.weight"] for name in names])
        bias = np.concatenate([self.weights[f"{name}.bias"] for name in names])
        mixed = self.product(source, matrix, f"{prefix}qkv")
        parts = [f"{prefix}{part}" for part in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [mixed], parts, axis=2))
        return self.node(
            "MultiHeadAttention",
            [*parts, self.constant(f"{prefix}qkv.bias", bias), "attention_mask"],
            domain="com.microsoft",
            num_heads=self.shape.heads,
        )

    def _add_and_norm(self, prefix: str, source: str, skipped: str) -> str:
        """Project `source`, add what skipped the projection, normalise."""
        projected = self.product(source, *self._matrix(f"{prefix}dense"))
        return self.node(
            "SkipLayerNormalization",
            [
                projected,
                skipped,
                self.vector(f"{prefix}LayerNorm.weight"),
                self.vector(f"{prefix}LayerNorm.bias"),
                self.vector(f"{prefix}dense.bias"),
            ],
            domain="com.microsoft",
            epsilon=self.shape.epsilon,
        )

    def classes(self, source: str) -> str:
        """Read the classes off the first token, the only one left: pooler, then classifier."""
        first = self.node("Squeeze", [source, self.constant("tokens", np.array([1]))])
        pooled = self.node("Tanh", [self._linear(first, "pooler.dense")])
        return self._linear(pooled, "classifier")

    def _linear(self, source: str, name: str) -> str:
        parts = [source, self.vector(f"{name}.weight"), self.vector(f"{name}.bias")]
        return self.node("Gemm", parts, transB=1)

    def mean(self, source: str) -> str:
        """Average the tokens that are not padding and bring the row to length 1."""
        mask = self.node("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        axis = self.constant("last", np.array([2]))
        kept = self.node("Mul", [source, self.node("Unsqueeze", [mask, axis])])
        total = self.node(
            "ReduceSum", [kept, self.constant("tokens", np.array([1]))], keepdims=0
        )
        return self.node("LpNormalization", [total], axis=1, p=2)


def build_model(weights: Weights, shape: Shape, head: Head) -> Any:
    """Build the ONNX model: input_ids, token_type_ids, attention_mask -> `output`.

    The inputs are (batch, tokens); the output is (batch, classes) or (batch, hidden).
    """
    graph = GraphBuilder(weights, shape)
    state = graph.embeddings()
    for number in range(shape.layers):
        is_last = number == shape.layers - 1
        state = graph.layer(number, state, is_first_enough=is_last and head == "classes")
    result = graph.classes(state) if head == "classes" else graph.mean(state)
    graph.nodes.append(helper.make_node("Identity", [result], ["output"]))
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["b", "t"]),
            helper.make_tensor_value_info("token_type_ids", TensorProto.INT64, ["b", "t"]),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT32, ["b", "t"]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["b", "n"])],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=OPSETS, ir_version=9)
    onnx.checker.check_model(model)
    return model


def quantize_rows(
    matrix: NDArray[np.float32],
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return codes in -127..127 and one scale a row: codes * scales is about `matrix`."""
    scales = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-12) / STEPS
    return np.rint(matrix / scales).astype(np.int8), scales.astype(np.float32)
