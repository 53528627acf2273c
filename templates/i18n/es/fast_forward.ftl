# The clock of the simulation.

fast-now = En la simulación: { $name }
fast-now-ahead = En la simulación ya es { $name }
fast-right = Va con la hora real. Adelantalo para ver ahora lo que pasa después: avisos, esperas, turnos.
fast-ahead = Va { $name } adelantado y sigue así: el tiempo no vuelve atrás. Al conectar una línea de WhatsApp retoma la hora real.
fast-real = Va con la hora real porque la línea { $name } atiende por WhatsApp. Se puede adelantar cuando solo hay líneas del simulador.
fast-advance = Adelantar
fast-tomorrow = hasta mañana 9:00
flash-fast-forward = El reloj de la simulación se adelantó: { $name }.
flash-bad-fast-real = El reloj no se adelantó: la línea { $name } atiende por WhatsApp y sus clientes esperan en tiempo real. Para practicar, usá una instalación que solo tenga líneas del simulador.
flash-bad-fast-far = El reloj no se adelantó: ya va casi un año adelante. Para empezar de cero, usá otra carpeta de datos.
