# What the panel says. Times, departments, moods and months are in chat.ftl; field problems in errors.ftl.
# Every key must exist in all three languages (tests/it/text/catalogues.rs).

## Shared words

panel-save = Save
panel-cancel = Cancel
panel-yes = Yes
panel-no = No
panel-check-fields = Some details need checking
