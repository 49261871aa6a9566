"""Measuring: every figure of the model card, on rows that nothing was trained on."""
