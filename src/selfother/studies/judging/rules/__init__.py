"""What an arm is called: a rule a file, or a folder. `contrasts: {rule: NAME}` chooses one."""
