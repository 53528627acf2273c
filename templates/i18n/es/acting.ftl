# What is done to a case from the panel, and what became of it.
