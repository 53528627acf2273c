# Routing, hours and shifts: what is said in chats about them, and the pages on which they are set.

closed-until = Ahora estamos fuera de horario. Recibimos tu mensaje y queda guardado: te respondemos { $opens }.
closed-for-now = Ahora estamos fuera de horario. Recibimos tu mensaje y queda guardado: te respondemos por acá cuando volvamos.
shift-ending = ⏰ Tu turno termina { $time }. Lo que siga abierto en este grupo vuelve al grupo principal { $leaves }, para quien esté de turno. Si está resuelto, cerralo con /fin.
announcement-how-for = _👉 Para { $agent }: respondé citando este mensaje en { $seconds } segundos para aceptarlo_
offered-to = 👉 El caso #{ $ticket } es ahora para { $agent }: respondé citando este mensaje en { $seconds } segundos para aceptarlo.
open-to-all = 🙌 El caso #{ $ticket } sigue libre: lo puede tomar cualquiera, citando este mensaje.
refused-off-shift = { $agent }, ahora estás fuera de turno y el caso sigue libre. Tu turno empieza { $begins }.
refused-off-shift-for-now = { $agent }, ahora estás fuera de turno y el caso sigue libre. Quien administra puede cambiar tus horarios.
refused-offered = El caso #{ $ticket } es ahora para { $agent }. Si no lo acepta, lo podés tomar después.
reason-shift-ended = Terminó el turno.
ahead-today = { $hour ->
    [1] hoy a la { $time }
   *[other] hoy a las { $time }
 }
ahead-tomorrow = { $hour ->
    [1] mañana a la { $time }
   *[other] mañana a las { $time }
 }
ahead-weekday = { $hour ->
    [1] el { $weekday } a la { $time }
   *[other] el { $weekday } a las { $time }
 }
ahead-date = { $hour ->
    [1] el { $day } de { $month } a la { $time }
   *[other] el { $day } de { $month } a las { $time }
 }
text-name-opens = cuándo se vuelve a abrir
text-name-seconds = cuántos segundos hay para aceptarlo
text-name-time = cuándo termina el turno
text-name-leaves = cuándo vuelven los casos al grupo

menu-hours = Horarios
hours-intro = Cuándo atiende la empresa, los turnos de cada grupo y de cada agente, y qué pasa con los casos fuera de hora.
hours-company = Horario de la empresa
hours-week = Días y horas
hours-week-how = Hasta cuatro tramos por día: «9 a 13, 16 a 20». Un día vacío está cerrado. Con la semana entera vacía se atiende siempre.
hours-week-how-group = Hasta cuatro tramos por día: «9 a 13, 16 a 20». En un día vacío no recibe casos. Con la semana entera vacía vale el horario de la empresa.
hours-week-how-agent = Hasta cuatro tramos por día: «9 a 13, 16 a 20». En un día vacío no toma casos. Con la semana entera vacía los toma siempre.
hours-copy = Copiar el lunes a martes–viernes
hours-copy-all = Copiar el lunes a toda la semana
hours-holidays = Feriados
hours-holidays-how = Ese día no se atiende.
hours-holidays-drop = Para quitar uno, destildalo y guardá.
hours-holiday-date = Fecha de un feriado nuevo
hours-holiday-name = Nombre (opcional)
hours-holiday-every = Se repite todos los años
hours-holiday-yearly = { $name } (todos los años)
hours-holiday-once = { $name } (solo ese año)
hours-holiday-no-date = Elegí la fecha del feriado.
hours-holiday-odd = El nombre tiene signos que no se pueden guardar.
hours-holidays-full = Hay 200 feriados: quitá los que ya pasaron.
hours-zone = Zona horaria
hours-zone-how = Vacía: la de la línea.
hours-save = Guardar horario
hours-odd = No se entiende. Escribilo así: 9 a 13, 16 a 20.
hours-same = Empieza y termina a la misma hora. Para todo el día escribí «24 horas».
hours-too-many = Son más de cuatro tramos: juntá los que se tocan.
hours-overlap = Se pisa con otro tramo, de este día o del siguiente.
hours-now-always = Ahora: abierto, sin horario puesto
hours-now-open-today = Ahora: abierto hasta las { $name }
hours-now-open = Ahora: abierto hasta { $name }
hours-now-closed = Ahora: cerrado, abre { $name }
hours-now-never = Ahora: cerrado, sin apertura en el próximo año
shifts-title = Casos y turnos
shifts-advice-few = { $n ->
    [one] Con { $n } agente lo que mejor anda es todos en todos los grupos, sin turnos: alcanza con el horario de la empresa.
   *[other] Con { $n } agentes lo que mejor anda es todos en todos los grupos, sin turnos: alcanza con el horario de la empresa.
 }
shifts-advice-some = { $n ->
   *[other] Con { $n } agentes conviene trabajar por turnos: un grupo para cada turno, con su horario.
 }
shifts-advice-many = { $n ->
   *[other] Con { $n } agentes conviene separar por especialidad: un grupo para cada tema, con sus palabras, y turnos si hace falta.
 }
shifts-balance = Si varios grupos pueden atender
shifts-balance-load = Al que tiene menos casos esperando
shifts-balance-turns = Uno por vez, en ronda
shifts-waiting = Casos que esperan
shifts-move = Si termina el turno del grupo, pasarlos a uno que esté de turno
shifts-tell = Fuera de hora, avisarle a quien escribe cuándo se vuelve a atender (una vez por noche)
shifts-tell-text = Cambiar las palabras de ese aviso
shifts-claims = Tomar casos
shifts-off-claims = Los agentes pueden tomar casos fuera de su turno
shifts-end = Cuando termina el turno de un agente, sus casos abiertos
shifts-end-keep = Siguen con esa persona
shifts-end-offer = Vuelven al grupo principal, para quien esté de turno (se avisa 10 minutos antes)
shifts-grace = Minutos de margen después del turno
shifts-grace-how = Cuánto se espera antes de devolverlos.
shifts-grace-odd = Escribí un número de minutos, de 0 a 240.
shifts-save = Guardar reglas
shifts-groups = Turnos de los grupos
shifts-groups-none = Todavía no hay grupos para casos.
shifts-agents = Turnos de los agentes
shifts-agents-none = Todavía no hay agentes.
shift-on = De turno
shift-off = Fuera de turno
shift-own = Horario propio
shift-as-company = Como la empresa
shift-always = Sin turno: siempre
shift-title = Turno
shift-group-intro = Cuándo recibe casos este grupo. Sin horas vale el horario de la empresa.
shift-agent-intro = Cuándo toma casos esta persona. Sin horas, siempre.
shift-works-holidays = Trabaja también los feriados de la empresa
shift-save = Guardar turno
shift-giving = Cómo se entregan los casos
shift-keywords = Palabras de su especialidad
shift-keywords-how = Separadas por comas: «factura, pago, cobro». Si quien escribe usa una, el caso viene a este grupo.
shift-keywords-many = Son más de 40 palabras: dejá las que más se usan.
shift-keywords-odd = «{ $name }» no sirve: usá palabras de hasta 40 letras, sin signos.
shift-assignment = Quién toma cada caso
shift-assignment-claim = Quien lo tome primero
shift-assignment-auto = Relevo lo ofrece a quien tiene menos casos, por turno
shift-accept = Segundos para aceptar
shift-accept-how = Solo si Relevo los ofrece. Con 0 va directo al grupo personal.
shift-accept-odd = Escribí un número de segundos, de 0 a 3600.
flash-hours-kept = Guardamos el horario de { $name }. Vale desde ahora.
flash-shifts-kept = Guardamos las reglas de turnos de { $name }. Valen desde ahora.
flash-shift-kept = Guardamos el turno de { $name }. Vale desde ahora.
agents-off-until = Fuera de turno hasta { $name }
agents-off = Fuera de turno
