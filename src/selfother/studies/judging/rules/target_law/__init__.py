"""The rule of studies that ask whether overlap copies an answer: runs, fits, word, section."""
