# Los clientes: la lista, cada uno con lo que se sabe, unir, borrar, y cuánto tiempo se guarda lo que se dijo.

menu-customers = Clientes
menu-keeping = Datos guardados
customers-intro = Todas las personas que escribieron a esta línea, las últimas en llegar primero.
customers-search = Buscar un cliente
customers-search-hint = Nombre o número
customers-tag = Etiquetas
customers-any-tag = Todas las etiquetas
customers-unfilter = Ver todos
customers-scope = Se buscan nombres y números; se muestran hasta { $n } clientes.
customers-caption = Clientes, con sus etiquetas, sus casos y el último contacto
customers-closed = { $n ->
    [0] ningún caso cerrado
    [one] { $n } caso cerrado
   *[other] { $n } casos cerrados
}
customers-none = No hay clientes para mostrar
customers-none-how = Cuando alguien escriba a la línea va a aparecer acá.
customers-none-own = Acá ves a los clientes de los casos que atendés o atendiste.
customers-none-filtered = Nadie coincide con lo que buscás. Probá con otra parte del nombre o del número.
customer-numbers = Números
customer-lid = Identidad oculta de WhatsApp: { $name }
customer-since = Escribe desde
customer-last = Último contacto
customer-never = Todavía nada
customer-cases = Casos
customer-who = Quién es
customer-treat = Etiquetas e idioma
customer-history = Casos
customer-history-none = No hay casos para mostrar.
customer-history-more = Se muestran los últimos casos. Los anteriores se encuentran buscando el nombre en Tickets.
customer-rated = Calificación: { $name }
customer-notes = Notas
customer-notes-hidden = El cliente nunca las ve
customer-note-add = Nota nueva
customer-note-save = Guardar la nota
customer-note-drop = Borrar la nota
customer-note-empty = La nota está vacía: escribí algo antes de guardarla.
customer-note-long = La nota es muy larga: entran 1.000 caracteres. Podés partirla en dos.
customer-tags = Etiquetas
customer-tags-hint = Separadas por comas. Hasta { $n }, de { $most } letras cada una.
customer-tags-known = Sumar de las que ya se usan
customer-tag-long = Hay una etiqueta demasiado larga: hasta { $most } letras cada una.
customer-tags-many = Son demasiadas etiquetas: hasta { $n }.
customer-language = Idioma
customer-language-how = En este idioma le habla Relevo: el menú, los avisos y el cierre. Lo que escriben los agentes no se traduce.
customer-language-line = El de la línea ({ $name })
customer-merge = Unir con otro cliente
customer-merge-open = Unir con…
customer-merge-when = Si la misma persona aparece dos veces (cambió de número, o WhatsApp la mostró de dos maneras), podés juntar todo en un solo cliente.
customer-merge-intro = Buscá por nombre o número al otro cliente que es la misma persona.
customer-merge-found = Clientes encontrados
customer-merge-choose = Elegir
customer-merge-sure = ¿Son la misma persona?
customer-merge-stays = Queda
customer-merge-joins = Se suma
customer-merge-what = Los casos, las notas, las etiquetas y los números de { $other } pasan a { $name }. Desde ahora, lo que llegue de cualquiera de los dos números es de la misma persona. Si uno de los dos tiene un caso abierto, sigue como está.
customer-merge-warn = No se puede deshacer.
customer-merge-do = Unir los dos clientes
customer-data = Sus datos
customer-data-hint = Si la persona pide saber qué se guarda de ella: quién es, sus etiquetas, las notas y todos sus casos con los mensajes. Las fotos y los archivos se bajan desde cada caso.
customer-data-get = Bajar sus datos (JSON)
customer-erase = Borrar al cliente
customer-erase-hint = Si la persona lo pide, podés borrar todo lo que Relevo guarda de ella.
customer-erase-open-case = Tiene un caso abierto: cerralo primero, y después vas a poder borrar todo lo que Relevo guarda de esta persona.
customer-erase-open = Borrar todo…
customer-erase-title = Borrar a { $name }
customer-erase-what = Esto se borra para siempre, y no se puede deshacer:
customer-erase-messages = Todos sus mensajes y los que se le escribieron, con fotos, audios y archivos. Un archivo que también mandó otro cliente queda para ese otro.
customer-erase-who = Su nombre, sus números, sus notas y sus etiquetas, también en avisos que no salieron y en la auditoría.
customer-erase-cases = { $n ->
    [0] No tiene casos.
    [one] De su caso quedan el número, las horas, el departamento, quién lo atendió y la calificación, para las estadísticas. El motivo y las notas se borran.
   *[other] De sus { $n } casos quedan el número, las horas, el departamento, quién los atendió y la calificación, para las estadísticas. Los motivos y las notas se borran.
}
customer-erase-whatsapp = Lo que ya está en WhatsApp (en el teléfono del cliente, en los grupos y en el de la empresa) no se toca: eso se borra allá. Tampoco las copias de seguridad de la base.
customer-erase-proof = Para confirmar, escribí { $name }
customer-erase-proof-wrong = No coincide. Escribilo completo, tal como se muestra.
customer-erase-do = Borrar todo para siempre
customer-erased = Cliente borrado
keeping-intro = Cuánto tiempo guarda Relevo lo que se dijo en los casos de esta línea.
keeping-how-long = ¿Cuánto se guarda?
keeping-forever = Siempre
keeping-some-days = Por unos días después de cerrar cada caso
keeping-days = Días
keeping-days-hint = De { $least } a { $most }. Un año son 365.
keeping-days-odd = Escribí cuántos días, con números: de { $least } a { $most }.
keeping-what = Pasado ese tiempo se borran los mensajes, los archivos y las notas del caso. Quien no tenga ningún caso más nuevo pierde también su nombre y su número. Los casos quedan para las estadísticas: número, horas, departamento, agente, motivo y calificación.
keeping-confirm = { $n ->
    [0] Hoy no hay nada más viejo que { $days } días. Desde ahora, lo que cumpla ese tiempo se borra para siempre.
    [one] Se va a borrar lo que se dijo en { $n } caso cerrado hace más de { $days } días, y después lo que cumpla ese tiempo. No se puede recuperar.
   *[other] Se va a borrar lo que se dijo en { $n } casos cerrados hace más de { $days } días, y después lo que cumpla ese tiempo. No se puede recuperar.
}
keeping-sure = Entiendo que no se puede recuperar
keeping-nothing = Nunca se borró nada por tiempo.
keeping-soon = Todavía no se borró nada: Relevo mira una vez por minuto, y borra de a poco.
keeping-done = Se borró lo de los casos cerrados hasta { $name }.
flash-customer-tended = Quedaron guardadas las etiquetas y el idioma del cliente n.º { $name }.
flash-customer-noted = La nota del cliente n.º { $name } quedó guardada.
flash-customer-note-dropped = Se borró una nota del cliente n.º { $name }.
flash-customers-merged = Los dos clientes son uno: todo está en el n.º { $name }.
flash-customer-erased = Se borró todo lo del cliente n.º { $name }.
flash-keeping-forever = En { $name } ahora se guarda todo, sin límite de tiempo.
flash-keeping-days = Los mensajes se guardan { $name } días después de cerrar cada caso.
flash-bad-customer-same = Es el mismo cliente: elegí otro.
flash-bad-customer-busy = Esa persona está escribiendo justo ahora, o está eligiendo en el menú. Probá de nuevo en un momento.
flash-bad-customers-both-open = Los dos tienen un caso abierto: cerrá uno primero y después unilos.
flash-bad-customer-has-case = Tiene un caso abierto: cerralo primero.
flash-bad-customer-letters = Todavía hay mensajes de este cliente por salir. Esperá un momento y probá de nuevo.
flash-bad-customer-gone = Ese cliente ya no existe: puede que lo hayan unido con otro o borrado.
flash-bad-customer-notes-full = Este cliente ya tiene demasiadas notas: borrá alguna que no haga falta.
customer-block = Bloqueo
customer-is-blocked = Bloqueado
customer-blocked-by = Bloqueado desde { $when } por { $by }. Lo que escribe no llega a nadie.
customer-unblock = Desbloquear
customer-block-hint = Si alguien molesta o manda spam, podés dejar de recibirlo. No se entera.
customer-block-open = Bloquear…
customer-block-title = Bloquear a { $name }
customer-block-what = Lo que escriba no llega a nadie y no abre casos. Si tiene un caso abierto, se cierra. No recibe ningún aviso. Podés desbloquearlo cuando quieras.
customer-block-reason = Motivo
customer-block-reason-hint = Opcional. Lo ven solo quienes usan el panel.
customer-block-do = Bloquear al cliente
flash-customer-blocked = El cliente n.º { $name } quedó bloqueado.
flash-customer-unblocked = El cliente n.º { $name } ya no está bloqueado.
info-tags = 🏷️ Etiquetas: { $tags }
