"""Does each reply use what the user said last? Against the same replies put to other turns."""
