"""Questions with their facts, three incentives to answer them, and texts in which only facts or only appeals vary."""
