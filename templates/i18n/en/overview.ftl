# Tablero and the list of cases.

blind-title = Your user is not joined to an agent yet.
blind-how = That is why you see no cases. Ask whoever administers Relevo to say in Settings → Users which agent you are.
board-period = Period
board-period-hoy = Today
board-period-semana = 7 days
board-split-hoy = Today’s cases
board-split-semana = The cases of these 7 days
board-by-state = By state
board-by-mood = By the customer’s mood
kpi-under-minute = < 1 min
kpi-closed-today = Closed today
kpi-claimed = { $n ->
    [one] 1 was taken today
   *[other] { $n } were taken today
}
kpi-alerted = Alerts today
kpi-alerted-note = to the Supervisor Group
chart-title-hoy = Today’s cases, by hour
chart-title-semana = Cases of these 7 days, by hour
chart-in-time = in time
chart-late = passed their limit
chart-numbers = See the numbers
chart-hour-head = Hour
chart-hour = { $from } to { $to }
chart-in-time-head = In time
chart-late-head = Late
chart-cases = { $n ->
    [one] 1 case
   *[other] { $n } cases
}
chart-takeaway = { $n ->
    [one] The peak was at { $hour }: 1 case. None passed its limit.
   *[other] The peak was at { $hour }: { $n } cases. None passed its limit.
}
chart-takeaway-late = { $n ->
    [one] The peak was at { $hour }: 1 case. Past their limit in all: { $late }.
   *[other] The peak was at { $hour }: { $n } cases. Past their limit in all: { $late }.
}
chart-none-hoy = No case has come in today.
chart-none-semana = No case came in during these 7 days.
console = Live console
console-pause = Pause
console-go = Go on
console-waiting = new
console-refresh = Refresh
console-search = Search the console
console-search-hint = Customer, agent or #ticket
console-kind = What to show
console-sift = Filter
console-all = Everything
console-of-casos = Cases
console-of-alertas = Delays and alerts
console-of-agentes = Agents
console-of-trabajos = Groups being created
console-of-mensajes = Messages that did not leave
console-of-linea = Line
console-none = Nothing has happened yet. What happens shows up here.
console-none-sifted = None of the last lines matches the filter.
console-live = live
console-lost = reconnecting
console-gap = Something before this may be missing: the connection was lost. These are the last lines.
console-label-opened = new
console-label-claimed = taken
console-label-closed = closed
console-label-alert = alert
console-label-case = case
console-label-agent = agent
console-label-ready = joined
console-label-job = groups
console-label-failure = failure
console-label-line = line
console-opened = { $customer }, { $department }, { $mood } → { $group }
console-claimed = { $customer }: { $agent } → { $slot }, waited { $span }
console-assigned = { $customer }: { $who } gave it to { $agent } → { $slot }, waited { $span }
console-transferred = { $customer }: { $who } passed it to { $agent }
console-returned = { $customer }: { $who } returned it as pending; { $agent } had it
console-moved = { $customer }: { $who } moved it to another group
console-raised = { $customer }: { $who } alerted supervisors
console-note = { $customer }: { $who } left a note
console-closed = { $customer }: closed by { $agent }
console-closed-why = { $customer }: closed by { $agent }, reason “{ $reason }”
console-escalated = { $customer } has waited for { $span } and is past the limit
console-alerted = { $customer } has waited for { $span }: alert to the Supervisor Group
console-agent-added = { $name } attends from now on
console-agent-bound = { $name } answered LISTO: account joined
console-agent-unbound = The registration of { $name } was undone: LISTO has to be answered again
console-agent-removed = { $name } does not attend any more
console-job = Preparation began: { $name }
console-step = { $name }: step { $k } of { $n } done
console-step-failed = { $name }: step { $k } of { $n } could not be done (“{ $error }”)
console-given-up = A message did not leave: “{ $error }”
console-given-up-case = { $customer }: a message did not leave (“{ $error }”)
console-connected = The line is connected
console-connecting = The line is connecting
console-qr = The line waits for the QR code to be scanned
console-down = The line was disconnected
tickets-view = View
tickets-view-list = List
tickets-view-columns = Columns
tickets-department = Department
tickets-any-department = Any department
tickets-any-mood = All
tickets-any-rating = All
tickets-more = More filters
tickets-from = Opened from
tickets-until = Opened until
tickets-late = Past the waiting limit
tickets-chip-rating = rating: { $name }
tickets-chip-from = from { $name }
tickets-chip-until = until { $name }
tickets-chip-off = Remove this filter
tickets-closed-today = Closed today
tickets-column-none = None for now.
tickets-none-own = The cases that you take show up here.
tickets-looked = { $n } cases were looked at, and the search stopped there.
tickets-look-on = Search further back
pages-previous = Previous
