# What the panel says. Times, departments, moods and months are in chat.ftl; field problems in errors.ftl.
# Every key must exist in all three languages (tests/it/text/catalogues.rs).

## Shared words

panel-save = Salvar
panel-cancel = Cancelar
panel-yes = Sim
panel-no = Não
panel-check-fields = Há dados para conferir
