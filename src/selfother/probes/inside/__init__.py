"""What activations say: layers, directions, a lie detector."""
