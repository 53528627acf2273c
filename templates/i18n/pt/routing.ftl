# Routing, hours and shifts: what is said in chats about them, and the pages on which they are set.

closed-until = Agora estamos fora do horário. Recebemos sua mensagem e ela está guardada: respondemos { $opens }.
closed-for-now = Agora estamos fora do horário. Recebemos sua mensagem e ela está guardada: respondemos por aqui quando voltarmos.
shift-ending = ⏰ Seu turno termina { $time }. O que continuar aberto neste grupo volta ao grupo principal { $leaves }, para quem estiver de turno. Se está resolvido, encerre com /fim.
announcement-how-for = _👉 Para { $agent }: responda citando esta mensagem em { $seconds } segundos para aceitar_
offered-to = 👉 O caso #{ $ticket } é agora para { $agent }: responda citando esta mensagem em { $seconds } segundos para aceitar.
open-to-all = 🙌 O caso #{ $ticket } continua livre: qualquer pessoa pode assumir, citando esta mensagem.
refused-off-shift = { $agent }, agora você está fora do turno e o caso continua livre. Seu turno começa { $begins }.
refused-off-shift-for-now = { $agent }, agora você está fora do turno e o caso continua livre. Quem administra pode mudar seus horários.
refused-offered = O caso #{ $ticket } é agora para { $agent }. Se não for aceito, você pode assumir depois.
reason-shift-ended = O turno terminou.
ahead-today = { $hour ->
    [1] hoje à { $time }
   *[other] hoje às { $time }
 }
ahead-tomorrow = { $hour ->
    [1] amanhã à { $time }
   *[other] amanhã às { $time }
 }
ahead-weekday = { $hour ->
    [1] { $weekday } à { $time }
   *[other] { $weekday } às { $time }
 }
ahead-date = { $hour ->
    [1] em { $day } de { $month } à { $time }
   *[other] em { $day } de { $month } às { $time }
 }
text-name-opens = quando se volta a abrir
text-name-seconds = quantos segundos há para aceitar
text-name-time = quando o turno termina
text-name-leaves = quando os casos voltam ao grupo

menu-hours = Horários
hours-intro = Quando a empresa atende, os turnos de cada grupo e de cada agente, e o que acontece com os casos fora do horário.
hours-company = Horário da empresa
hours-week = Dias e horas
hours-week-how = Até quatro períodos por dia: «9 às 13, 16 às 20». Um dia vazio está fechado. Com a semana inteira vazia, sempre se atende.
hours-week-how-group = Até quatro períodos por dia: «9 às 13, 16 às 20». Num dia vazio não recebe casos. Com a semana inteira vazia vale o horário da empresa.
hours-week-how-agent = Até quatro períodos por dia: «9 às 13, 16 às 20». Num dia vazio não assume casos. Com a semana inteira vazia, assume sempre.
hours-copy = Copiar a segunda para terça–sexta
hours-copy-all = Copiar a segunda para a semana toda
hours-holidays = Feriados
hours-holidays-how = Nesse dia não se atende.
hours-holidays-drop = Para tirar um, desmarque e salve.
hours-holiday-date = Data de um feriado novo
hours-holiday-name = Nome (opcional)
hours-holiday-every = Repete todos os anos
hours-holiday-yearly = { $name } (todos os anos)
hours-holiday-once = { $name } (só nesse ano)
hours-holiday-no-date = Escolha a data do feriado.
hours-holiday-odd = O nome tem sinais que não podem ser guardados.
hours-holidays-full = Há 200 feriados: tire os que já passaram.
hours-zone = Fuso horário
hours-zone-how = Vazio: o da linha.
hours-save = Salvar horário
hours-odd = Não dá para entender. Escreva assim: 9 às 13, 16 às 20.
hours-same = Começa e termina na mesma hora. Para o dia todo escreva «24 horas».
hours-too-many = São mais de quatro períodos: junte os que se tocam.
hours-overlap = Coincide com outro período, deste dia ou do seguinte.
hours-now-always = Agora: aberto, sem horário definido
hours-now-open-today = Agora: aberto até as { $name }
hours-now-open = Agora: aberto até { $name }
hours-now-closed = Agora: fechado, abre { $name }
hours-now-never = Agora: fechado, sem abertura no próximo ano
shifts-title = Casos e turnos
shifts-advice-few = { $n ->
    [one] Com { $n } agente o melhor é todos em todos os grupos, sem turnos: basta o horário da empresa.
   *[other] Com { $n } agentes o melhor é todos em todos os grupos, sem turnos: basta o horário da empresa.
 }
shifts-advice-some = { $n ->
   *[other] Com { $n } agentes convém trabalhar por turnos: um grupo para cada turno, com seu horário.
 }
shifts-advice-many = { $n ->
   *[other] Com { $n } agentes convém separar por especialidade: um grupo para cada tema, com suas palavras, e turnos se for preciso.
 }
shifts-balance = Se vários grupos podem atender
shifts-balance-load = Ao que tem menos casos esperando
shifts-balance-turns = Um por vez, em rodízio
shifts-waiting = Casos que esperam
shifts-move = Se o turno do grupo termina, passar para um que esteja de turno
shifts-tell = Fora do horário, avisar a quem escreve quando se volta a atender (uma vez por noite)
shifts-tell-text = Mudar as palavras desse aviso
shifts-claims = Assumir casos
shifts-off-claims = Os agentes podem assumir casos fora do turno
shifts-end = Quando termina o turno de um agente, seus casos abertos
shifts-end-keep = Continuam com essa pessoa
shifts-end-offer = Voltam ao grupo principal, para quem estiver de turno (com aviso 10 minutos antes)
shifts-grace = Minutos de margem depois do turno
shifts-grace-how = Quanto se espera antes de devolvê-los.
shifts-grace-odd = Escreva um número de minutos, de 0 a 240.
shifts-save = Salvar regras
shifts-groups = Turnos dos grupos
shifts-groups-none = Ainda não há grupos para casos.
shifts-agents = Turnos dos agentes
shifts-agents-none = Ainda não há agentes.
shift-on = De turno
shift-off = Fora do turno
shift-own = Horário próprio
shift-as-company = Como a empresa
shift-always = Sem turno: sempre
shift-title = Turno
shift-group-intro = Quando este grupo recebe casos. Sem horas vale o horário da empresa.
shift-agent-intro = Quando esta pessoa assume casos. Sem horas, sempre.
shift-works-holidays = Trabalha também nos feriados da empresa
shift-save = Salvar turno
shift-giving = Como os casos são entregues
shift-keywords = Palavras da sua especialidade
shift-keywords-how = Separadas por vírgulas: «fatura, pagamento, boleto». Se quem escreve usar uma, o caso vem para este grupo.
shift-keywords-many = São mais de 40 palavras: deixe as mais usadas.
shift-keywords-odd = «{ $name }» não serve: use palavras de até 40 letras, sem sinais.
shift-assignment = Quem assume cada caso
shift-assignment-claim = Quem assumir primeiro
shift-assignment-auto = O Relevo oferece a quem tem menos casos, em rodízio
shift-accept = Segundos para aceitar
shift-accept-how = Só se o Relevo oferece. Com 0 vai direto ao grupo pessoal.
shift-accept-odd = Escreva um número de segundos, de 0 a 3600.
flash-hours-kept = Guardamos o horário de { $name }. Já está valendo.
flash-shifts-kept = Guardamos as regras de turnos de { $name }. Já estão valendo.
flash-shift-kept = Guardamos o turno de { $name }. Já está valendo.
agents-off-until = Fora do turno até { $name }
agents-off = Fora do turno
