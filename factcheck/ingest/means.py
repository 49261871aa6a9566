"""Means: what a check works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from factcheck.calibration import Thresholds, load_thresholds
from factcheck.executors import Executor, SerialExecutor
from factcheck.models import Embedder, NliModel
from factcheck.records import ModelNames
from factcheck.settings import OutletNames, Settings

Observer = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Means:
    """Models, thresholds, outlets' names, processes, and who hears how far a check is.

    `observe` is called with a step's name, how many articles or stories of it are done and
    how many there are.
    """

    embedder: Embedder
    nli: NliModel
    thresholds: Thresholds = field(default_factory=load_thresholds)
    outlets: OutletNames = field(default_factory=lambda: OutletNames(Settings()))
    executor: Executor = field(default_factory=SerialExecutor)
    observe: Observer = lambda step, done, total: None

    @property
    def models(self) -> ModelNames:
        """The models' names, as the store and reports keep them."""
        return ModelNames(embedder=self.embedder.name, nli=self.nli.name)
