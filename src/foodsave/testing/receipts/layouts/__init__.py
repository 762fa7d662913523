"""How each chain prints: one module per chain, each with its layouts by name."""
