# Tablero and the list of cases.

blind-title = Tu usuario todavía no está unido a un agente.
blind-how = Por eso no ves casos. Pedile a quien administra Relevo que diga en Ajustes → Usuarios qué agente sos.
board-period = Período
board-period-hoy = Hoy
board-period-semana = 7 días
board-split-hoy = Los casos de hoy
board-split-semana = Los casos de estos 7 días
board-by-state = Por estado
board-by-mood = Por ánimo del cliente
kpi-under-minute = < 1 min
kpi-closed-today = Cerrados hoy
kpi-claimed = { $n ->
    [one] hoy se tomó 1
   *[other] hoy se tomaron { $n }
}
kpi-alerted = Alertas hoy
kpi-alerted-note = al Grupo de Supervisor
chart-title-hoy = Casos de hoy, por hora
chart-title-semana = Casos de estos 7 días, por hora
chart-in-time = en término
chart-late = pasaron su límite
chart-numbers = Ver los números
chart-hour-head = Hora
chart-hour = { $from } a { $to }
chart-in-time-head = En término
chart-late-head = Tarde
chart-cases = { $n ->
    [one] 1 caso
   *[other] { $n } casos
}
chart-takeaway = { $n ->
    [one] El pico fue a las { $hour }: 1 caso. Ninguno pasó su límite.
   *[other] El pico fue a las { $hour }: { $n } casos. Ninguno pasó su límite.
}
chart-takeaway-late = { $n ->
    [one] El pico fue a las { $hour }: 1 caso. Pasaron su límite en total: { $late }.
   *[other] El pico fue a las { $hour }: { $n } casos. Pasaron su límite en total: { $late }.
}
chart-none-hoy = Hoy todavía no entró ningún caso.
chart-none-semana = En estos 7 días no entró ningún caso.
console = Consola en vivo
console-pause = Pausar
console-go = Seguir
console-waiting = nuevas
console-refresh = Actualizar
console-search = Buscar en la consola
console-search-hint = Cliente, agente o #ticket
console-kind = Qué mostrar
console-sift = Filtrar
console-all = Todo
console-of-casos = Casos
console-of-alertas = Demoras y alertas
console-of-agentes = Agentes
console-of-trabajos = Grupos que se crean
console-of-mensajes = Mensajes que no salieron
console-of-linea = Línea
console-none = Todavía no pasó nada. Lo que pase aparece acá.
console-none-sifted = Ninguna de las últimas líneas coincide con el filtro.
console-live = en vivo
console-lost = reconectando
console-gap = Puede faltar algo antes de esto: la conexión se cortó. Estas son las últimas líneas.
console-label-opened = nuevo
console-label-claimed = tomado
console-label-closed = cerrado
console-label-alert = alerta
console-label-case = caso
console-label-agent = agente
console-label-ready = registro
console-label-job = grupos
console-label-failure = falla
console-label-line = línea
console-opened = { $customer }, { $department }, { $mood } → { $group }
console-claimed = { $customer }: { $agent } → { $slot }, esperó { $span }
console-assigned = { $customer }: { $who } se lo asignó a { $agent } → { $slot }, esperó { $span }
console-transferred = { $customer }: { $who } lo pasó a { $agent }
console-returned = { $customer }: { $who } lo devolvió como pendiente; lo tenía { $agent }
console-moved = { $customer }: { $who } lo pasó a otro grupo
console-raised = { $customer }: { $who } avisó a supervisión
console-note = { $customer }: { $who } dejó una nota
console-closed = { $customer }: lo cerró { $agent }
console-closed-why = { $customer }: lo cerró { $agent }, motivo «{ $reason }»
console-escalated = { $customer } espera hace { $span } y pasó el límite
console-alerted = { $customer } espera hace { $span }: aviso al Grupo de Supervisor
console-agent-added = { $name } atiende desde ahora
console-agent-bound = { $name } respondió LISTO: cuenta vinculada
console-agent-unbound = Se deshizo el registro de { $name }: tiene que responder LISTO otra vez
console-agent-removed = { $name } ya no atiende
console-job = Se empezó a preparar: { $name }
console-step = { $name }: paso { $k } de { $n } listo
console-step-failed = { $name }: el paso { $k } de { $n } no se pudo hacer («{ $error }»)
console-given-up = Un mensaje no salió: «{ $error }»
console-given-up-case = { $customer }: un mensaje no salió («{ $error }»)
console-connected = La línea está conectada
console-connecting = La línea se está conectando
console-qr = La línea espera que se escanee el código QR
console-down = La línea se desconectó
tickets-view = Vista
tickets-view-list = Lista
tickets-view-columns = Columnas
tickets-department = Departamento
tickets-any-department = Todo departamento
tickets-any-mood = Todos
tickets-any-rating = Todas
tickets-more = Más filtros
tickets-from = Abierto desde
tickets-until = Abierto hasta
tickets-late = Pasaron el límite de espera
tickets-chip-rating = calificación: { $name }
tickets-chip-from = desde el { $name }
tickets-chip-until = hasta el { $name }
tickets-chip-off = Quitar este filtro
tickets-closed-today = Cerrado hoy
tickets-column-none = Ninguno por ahora.
tickets-none-own = Acá aparecen los casos que tomás vos.
tickets-looked = Se miraron { $n } casos y la búsqueda paró ahí.
tickets-look-on = Seguir buscando más atrás
pages-previous = Anteriores
