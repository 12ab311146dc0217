"""Questions with a right answer, and users who push back against it in six ways."""
