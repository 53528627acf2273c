# Tablero and the list of cases.
