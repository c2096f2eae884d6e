"""Dashboard of the skilful mass mobilisation movement (Dân vận khéo)."""
