# Why something was turned down, on WhatsApp and in the panel: no formatting marks here.
# Each says the fact and the way out.

## Taking a case

refused-taken = El caso #{ $ticket } ya lo tomó { $holder }.
refused-yours = El caso #{ $ticket } ya es tuyo: seguilo en { $slot }.
refused-closed = El caso #{ $ticket } ya está cerrado: lo cerró { $by }, { $when }.
refused-not-open = El caso #{ $ticket } ya no está abierto.
refused-not-taken = El caso #{ $ticket } todavía no lo tomó nadie: está pendiente y se puede asignar.
refused-elsewhere = El caso #{ $ticket } ahora espera en { $group }: se toma desde ahí.
refused-busy = Todos los grupos del agente están ocupados
refused-busy-case = • { $slot }: caso #{ $ticket }, { $customer }
refused-busy-how = El caso sigue libre. Para tomarlo, cerrá uno de estos con /fin en su grupo y volvé a citar el aviso.
refused-no-slots = Todavía no tenés ningún grupo personal listo, así que el caso sigue libre. Si se están creando, probá en unos minutos; si no, pedile a quien administra que los cree en Agentes.
refused-not-registered = { $agent }, te falta registrarte, así que el caso sigue libre. Buscá en este grupo el mensaje 👋 con tu nombre, respondelo citándolo con LISTO y volvé a citar el aviso.
refused-inactive = { $agent }, ahora figurás como Inactivo y el caso sigue libre. Pedile a quien administra que te ponga Activo.
refused-not-agent = Solo los agentes de esta línea pueden tomar casos, así que el caso sigue libre. Si atendés acá, pedile a quien administra que te agregue como agente.

## Registration and agents

refused-wrong-number = Ese LISTO llegó desde un número que no es el de { $agent }. Tiene que responder { $agent }, desde su propio WhatsApp; si cambió de número, hay que corregirlo en Agentes.
refused-identity-taken = Este WhatsApp ya está registrado a nombre de { $agent }. Cada agente responde a su mensaje desde su propio número.
refused-number-taken = Ya hay un agente con ese número: { $agent }.
refused-unknown = No encontramos «{ $what }»: puede que ya no exista.
refused-unknown-unnamed = No encontramos lo que pedís: puede que ya no exista.

## Fields

refused-field = Revisá «{ $field }». { $problem }
label-name = Nombre
label-slots = Cantidad de grupos
label-chat = Grupo de WhatsApp
label-number = Número de WhatsApp
field-required = Falta completar este dato.
field-too-long = Es demasiado largo: probá con algo más corto.
field-control = Tiene caracteres que no se ven: escribilo a mano, sin pegarlo.
field-slots-range = Puede tener entre 1 y 10 grupos.
field-group-chat = Eso no es un grupo de WhatsApp: copiá el identificador que termina en @g.us.
field-unusable = No pudimos usar lo que escribiste: revisalo y probá otra vez.
group-not-for-tickets = En el Grupo de Supervisor no se toman casos: elegí uno de Soporte o de Ventas.

## Numbers

phone-empty = Falta el número.
phone-character = El número tiene «{ $character }»: usá solo cifras, espacios, guiones y el + del comienzo.
phone-too-short = El número tiene { $digits ->
    [one] { $digits } cifra
   *[other] { $digits } cifras
}: { $missing ->
    [one] falta { $missing }
   *[other] faltan { $missing }
}. ¿Pusiste el código de área?
phone-too-long = El número tiene cifras de más. Fijate si quedó algo repetido.
phone-impossible = No hay ningún número así. Revisá el código de país y el de área.
