"""Vietnamese text as it was written before Unicode, found out and read."""

from danvan.legacy_encodings.decoding import Decoded, UnknownEncoding, decode, of_font, of_texts
from danvan.legacy_encodings.tables import from_tcvn3, from_vni

__all__ = ["Decoded", "UnknownEncoding", "decode", "from_tcvn3", "from_vni", "of_font", "of_texts"]
