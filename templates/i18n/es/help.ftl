# The manual and the training.
