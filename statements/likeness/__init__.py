"""How alike two texts are, and two tellings of one act: pure functions of words, no Django."""
