"""Published instruments, each put to subjects that cannot have what it measures: `selfother reproduce exams`."""
