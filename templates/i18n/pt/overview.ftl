# Tablero and the list of cases.

blind-title = Seu usuário ainda não está ligado a um agente.
blind-how = Por isso você não vê casos. Peça a quem administra o Relevo que diga em Ajustes → Usuários qual agente você é.
board-period = Período
board-period-hoy = Hoje
board-period-semana = 7 dias
board-split-hoy = Os casos de hoje
board-split-semana = Os casos destes 7 dias
board-by-state = Por estado
board-by-mood = Por humor do cliente
kpi-under-minute = < 1 min
kpi-closed-today = Encerrados hoje
kpi-claimed = { $n ->
    [one] hoje 1 foi assumido
   *[other] hoje { $n } foram assumidos
}
kpi-alerted = Alertas hoje
kpi-alerted-note = ao Grupo de Supervisão
chart-title-hoy = Casos de hoje, por hora
chart-title-semana = Casos destes 7 dias, por hora
chart-in-time = a tempo
chart-late = passaram do limite
chart-numbers = Ver os números
chart-hour-head = Hora
chart-hour = { $from } a { $to }
chart-in-time-head = A tempo
chart-late-head = Tarde
chart-cases = { $n ->
    [one] 1 caso
   *[other] { $n } casos
}
chart-takeaway = { $n ->
    [one] O pico foi às { $hour }: 1 caso. Nenhum passou do limite.
   *[other] O pico foi às { $hour }: { $n } casos. Nenhum passou do limite.
}
chart-takeaway-late = { $n ->
    [one] O pico foi às { $hour }: 1 caso. Passaram do limite no total: { $late }.
   *[other] O pico foi às { $hour }: { $n } casos. Passaram do limite no total: { $late }.
}
chart-none-hoy = Hoje ainda não entrou nenhum caso.
chart-none-semana = Nestes 7 dias não entrou nenhum caso.
console = Console ao vivo
console-pause = Pausar
console-go = Continuar
console-waiting = novas
console-refresh = Atualizar
console-search = Buscar no console
console-search-hint = Cliente, agente ou #ticket
console-kind = O que mostrar
console-sift = Filtrar
console-all = Tudo
console-of-casos = Casos
console-of-alertas = Demoras e alertas
console-of-agentes = Agentes
console-of-trabajos = Grupos em criação
console-of-mensajes = Mensagens que não saíram
console-of-linea = Linha
console-none = Ainda não aconteceu nada. O que acontecer aparece aqui.
console-none-sifted = Nenhuma das últimas linhas corresponde ao filtro.
console-live = ao vivo
console-lost = reconectando
console-gap = Pode faltar algo antes disto: a conexão caiu. Estas são as últimas linhas.
console-label-opened = novo
console-label-claimed = assumido
console-label-closed = encerrado
console-label-alert = alerta
console-label-case = caso
console-label-agent = agente
console-label-ready = registro
console-label-job = grupos
console-label-failure = falha
console-label-line = linha
console-opened = { $customer }, { $department }, { $mood } → { $group }
console-claimed = { $customer }: { $agent } → { $slot }, esperou { $span }
console-assigned = { $customer }: { $who } passou o caso para { $agent } → { $slot }, esperou { $span }
console-transferred = { $customer }: { $who } transferiu para { $agent }
console-returned = { $customer }: { $who } devolveu como pendente; estava com { $agent }
console-moved = { $customer }: { $who } mudou para outro grupo
console-raised = { $customer }: { $who } avisou a supervisão
console-note = { $customer }: { $who } deixou uma nota
console-closed = { $customer }: encerrado por { $agent }
console-closed-why = { $customer }: encerrado por { $agent }, motivo «{ $reason }»
console-escalated = { $customer } espera há { $span } e passou do limite
console-alerted = { $customer } espera há { $span }: aviso ao Grupo de Supervisão
console-agent-added = { $name } atende a partir de agora
console-agent-bound = { $name } respondeu LISTO: conta vinculada
console-agent-unbound = O registro de { $name } foi desfeito: precisa responder LISTO de novo
console-agent-removed = { $name } não atende mais
console-job = Começou a preparação: { $name }
console-step = { $name }: etapa { $k } de { $n } pronta
console-step-failed = { $name }: a etapa { $k } de { $n } não pôde ser feita («{ $error }»)
console-given-up = Uma mensagem não saiu: «{ $error }»
console-given-up-case = { $customer }: uma mensagem não saiu («{ $error }»)
console-connected = A linha está conectada
console-connecting = A linha está conectando
console-qr = A linha espera que o código QR seja lido
console-down = A linha desconectou
tickets-view = Visão
tickets-view-list = Lista
tickets-view-columns = Colunas
tickets-department = Departamento
tickets-any-department = Todo departamento
tickets-any-mood = Todos
tickets-any-rating = Todas
tickets-more = Mais filtros
tickets-from = Aberto desde
tickets-until = Aberto até
tickets-late = Passaram do limite de espera
tickets-chip-rating = avaliação: { $name }
tickets-chip-from = desde { $name }
tickets-chip-until = até { $name }
tickets-chip-off = Tirar este filtro
tickets-closed-today = Encerrado hoje
tickets-column-none = Nenhum por enquanto.
tickets-none-own = Aqui aparecem os casos que você assume.
tickets-looked = Foram olhados { $n } casos e a busca parou aí.
tickets-look-on = Continuar buscando mais atrás
pages-previous = Anteriores
