# Ajustes: texts, canned replies, company.

## Shared

panel-edit = Edit
panel-delete = Delete
panel-see = Preview
panel-preview = How it reads

## General

general-intro = The company, as customers know it, and where it is. It counts as soon as it is saved.
general-who = The company
general-company = Name of the company
general-company-how = It stands in the greeting to customers.
general-company-missing = The name of the company is missing.
general-company-odd = Use a name of up to 80 letters, on one line.
general-country = Country
general-country-how = Two letters, like AR or US: numbers without a country code are read that way.
general-country-odd = There is no country with those letters: write two, like AR, UY or US.
general-zone = Time zone
general-zone-how = Begin to write the city and choose it from the list.
general-zone-odd = That zone is not in the list: choose one, like America/New_York.
general-language = Language of messages
general-language-how = All that Relevo writes on WhatsApp. The language of the panel is everybody's own choice.
general-cases = How cases are opened
general-intake = When somebody without a case writes
general-intake-menu = They are asked whom they want to talk to
general-intake-direct = A case is opened at once in the usual department
general-intake-external = Nothing is opened: cases come by the API
general-department = Usual department
general-department-how = For whoever does not choose one.
flash-general-saved = We saved the details of the line { $name }. They count from now on.

## Texts

texts-intro = What Relevo says on WhatsApp by itself, in the language of the line ({ $name }). Each text can be said in the company's own words.
texts-groups = Where they are said
texts-to-customer = To the customer
texts-in-main-group = In the main group
texts-in-personal-group = In the personal group
texts-to-supervisors = To supervisors
texts-to-invited = To an agent missing from a group
texts-own = The company's own
texts-edit = Edit a message
texts-text = Text
texts-text-how = In { $name }. *bold* and _italic_ as on WhatsApp. What is between braces is filled in by Relevo.
texts-rule-marked = It has to begin with an emoji or with *bold* and have the number with # on its first line. By that Relevo knows a customer who imitates it.
texts-rule-options = There has to be a line that begins with 1 (Support) and one that begins with 2 (Sales): that is what the customer answers.
texts-rule-ready = It has to say READY: that is the word that registers the agent.
texts-preview-how = With example values.
texts-preview-none = The text has to be corrected first.
texts-names = What it can name
texts-names-none = Nothing: this text is always the same.
texts-must = has to be there
texts-ours = Relevo's text
texts-reset = Back to Relevo's
texts-reset-how = The company's own text is lost, and this is said again:
texts-reset-go = Go back to Relevo's text
flash-text-kept = We saved the message «{ $name }». It is said like that from now on.
flash-text-reset = Back to Relevo's text: «{ $name }».
texts-wrong-at = Line { $line }, character { $column }: { $why }
texts-wrong-empty = The text is missing. If you want to say nothing else, go back to Relevo's.
texts-wrong-long = It is too long: up to 1500 characters and 20 lines.
texts-wrong-unreadable = a brace is not opened or not closed, or what is between braces cannot be read.
texts-wrong-no-other = this choice by number lacks the case *[other], for all other numbers.
texts-wrong-unknown = there is no «{ $name }» here: use only what is in the list, with the sign $.
texts-wrong-missing = { $name } is missing, and this message needs it: write it between braces, with the sign $.
texts-wrong-not-allowed = only something of the list can stand between braces.
texts-wrong-not-marked = The first line has to begin with an emoji or with *bold* and have the number with #. Without that, a customer could imitate this message.
texts-wrong-no-option = A line that begins with { $name } is missing: it is what the customer answers to choose.
texts-wrong-no-ready = It has to say READY: without that word the agent does not know how to register.
texts-fixed = Those that stay
texts-fixed-how = Relevo relies on these words, or uses them in other places.
texts-fixed-commands = The list of commands
texts-fixed-commands-why = It says exactly what the program understands.
texts-fixed-no-case = «There is no active case in this group»
texts-fixed-no-case-why = By this very sentence a customer is found out who imitates it to confuse an agent.
texts-fixed-labels = The labels of what is carried over (📷 Photo, 🎤 Voice message…)
texts-fixed-labels-why = They say what kind of message came, and the history in the panel uses the same ones.
texts-fixed-refusals = Why something could not be done («Case #12 was taken…»)
texts-fixed-refusals-why = The panel and WhatsApp explain it in the same words.
texts-fixed-words = Names of departments, moods and times (3 min ago, yesterday 9:40)
texts-fixed-words-why = They stand inside other texts and on the pages of the panel.
text-name-name = the customer's first name
text-name-company = the name of the company
text-name-ticket = the number of the case
text-name-department = the department: Support or Sales
text-name-customer = the customer's name
text-name-number = the WhatsApp number
text-name-text = what the customer or the agent wrote
text-name-mood = the customer's mood
text-name-ago = how long ago it came
text-name-before = how many cases there were before
text-name-count = how many
text-name-agent = the agent's name
text-name-slot = the personal group where it is attended
text-name-reason = the reason it was closed for
text-name-slots = how many personal groups the agent has
text-name-length = how long
text-name-group = the name of the group
text-name-agents = the agents with room
text-name-free = how many free groups there are
text-name-when = when it was
text-name-waited = how long it waited
text-name-attended = how long it has been attended
text-name-word = the command that was written
text-name-why = what WhatsApp answered
text-name-link = the link to the group

## Canned replies

replies-intro = Texts that an agent sends with /r and a key, in a personal group.
replies-list = Those there are
replies-empty = There are no canned replies yet
replies-empty-how = Write the first one: what your team answers every day.
replies-add = Add a reply
replies-edit = Edit /r { $name }
replies-key = Key
replies-key-how = The word that is written after /r. No spaces, up to 30 letters.
replies-key-missing = The key is missing.
replies-key-odd = Use one word of up to 30 letters, digits or hyphens.
replies-key-taken = There is a reply with that key already: edit that one, or choose another key.
replies-full = There are 300 replies, and there is no room for more: delete those that nobody uses.
replies-text = Text of the reply
replies-text-how = You can use {"{"}nombre{"}"} (the customer), {"{"}agente{"}"}, {"{"}empresa{"}"} (the company) and {"{"}caso{"}"} (the number).
replies-text-missing = The text is missing.
replies-unknown-word = There is no «{"{"}{ $name }{"}"}»: you can use {"{"}nombre{"}"}, {"{"}agente{"}"}, {"{"}empresa{"}"} and {"{"}caso{"}"}.
replies-open-brace = A brace is not closed: write, for example, {"{"}nombre{"}"}.
replies-delete = Delete /r { $name }?
replies-delete-how = Agents will no longer be able to send it. What was sent stays as it is.
replies-delete-go = Delete the reply
flash-reply-kept = We saved the reply /r { $name }. It can be sent now.
flash-reply-dropped = We deleted the reply /r { $name }.
