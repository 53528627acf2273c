# What the panel says. Times, departments, moods and months are in chat.ftl; field problems in errors.ftl.
# Every key must exist in all three languages (tests/it/text/catalogues.rs).

## Shared words

panel-save = Guardar
panel-cancel = Cancelar
panel-yes = Sí
panel-no = No
panel-check-fields = Hay datos para revisar
