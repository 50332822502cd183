"""Debug WeChat Mini Program authentication: which fault it is, the proof, and what to change."""

__version__ = "0.1.0"
