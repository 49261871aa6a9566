"""Training: how the embedded models are made and measured."""
