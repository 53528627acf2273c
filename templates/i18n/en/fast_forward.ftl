# The clock of the simulation.

fast-now = In the simulation: { $name }
fast-now-ahead = In the simulation it is already { $name }
fast-right = It shows the real time. Put it ahead to see now what happens later: alerts, waits, shifts.
fast-ahead = It is { $name } ahead and stays so: time does not go back. When a WhatsApp line is connected it shows the real time again.
fast-real = It shows the real time because line { $name } attends on WhatsApp. It can be put ahead while all lines are on the simulator.
fast-advance = Advance
fast-tomorrow = to tomorrow 9:00
flash-fast-forward = The clock of the simulation was put ahead: { $name }.
flash-bad-fast-real = The clock was not put ahead: line { $name } attends on WhatsApp, and its customers wait in real time. To practise, use an installation that has only lines of the simulator.
flash-bad-fast-far = The clock was not put ahead: it is almost a year ahead already. To begin anew, use another data folder.
