# The clock of the simulation.

fast-now = Na simulação: { $name }
fast-now-ahead = Na simulação já é { $name }
fast-right = Segue a hora real. Adiante para ver agora o que acontece depois: avisos, esperas, turnos.
fast-ahead = Está { $name } adiantado e continua assim: o tempo não volta atrás. Ao conectar uma linha de WhatsApp ele retoma a hora real.
fast-real = Segue a hora real porque a linha { $name } atende pelo WhatsApp. Pode ser adiantado quando só há linhas do simulador.
fast-advance = Adiantar
fast-tomorrow = até amanhã 9:00
flash-fast-forward = O relógio da simulação foi adiantado: { $name }.
flash-bad-fast-real = O relógio não foi adiantado: a linha { $name } atende pelo WhatsApp e seus clientes esperam em tempo real. Para praticar, use uma instalação que só tenha linhas do simulador.
flash-bad-fast-far = O relógio não foi adiantado: já está quase um ano à frente. Para começar do zero, use outra pasta de dados.
