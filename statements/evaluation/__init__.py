"""How good the engine is: scores against annotated articles, as the guidelines define them."""
