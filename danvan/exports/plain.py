"""Values as JSON, a text file or another program has them: without the types of pandas and NumPy."""

import math
from datetime import date, time
from typing import Any

import numpy as np
import pandas as pd


def plain_value(value: Any) -> Any:
    """Return a value as JSON has it: null for what is missing or infinite, dates as ISO 8601, the rest as text."""
    if isinstance(value, dict):
        return {str(key): plain_value(entry) for key, entry in value.items()}
    if isinstance(value, list | np.ndarray):
        return [plain_value(entry) for entry in (value if isinstance(value, list) else value.tolist())]
    if value is None or pd.isna(value) or (isinstance(value, float) and math.isinf(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    return value if isinstance(value, str | int | float) else str(value)
