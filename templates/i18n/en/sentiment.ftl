# How customers feel: what is said of it in chats, on the pages of cases, and on the page of settings.

# --- WhatsApp ---
case-summary = 📝 _{ $text }_

# --- Cases ---
ticket-mood-why = Words that weighed
ticket-summary = What it is about
event-mood-angry = The customer is angry
event-mood-neutral = The customer has calmed down
event-mood-happy = The customer is happy
event-summary = Summary: { $name }
console-mood-angry = { $customer }: is angry
console-mood-neutral = { $customer }: has calmed down
console-mood-happy = { $customer }: is happy

# --- Ajustes / Integraciones ---
menu-integrations = Integrations
integrations-intro = How customers' moods are read, and the language model that can help with it. It counts as soon as it is saved.
integrations-mood = The customer's mood
integrations-reader = Who reads the mood
integrations-reader-rules = Relevo's own rules: in Spanish, Portuguese and English, and nothing leaves the house
integrations-reader-endpoint = A language model, and the rules until it answers or if it does not
integrations-reader-off = Nobody: all cases stay Neutral, and none is urgent by its mood
integrations-model-title = Language model
integrations-privacy = The model is sent only what the customer wrote, without name or number; long numbers in it are covered. No case waits for the model.
integrations-url = Address
integrations-url-how = With http or https, up to before /chat/completions. For example, https://api.openai.com/v1
integrations-url-missing = The model's address is missing.
integrations-url-odd = Write an address that begins with http:// or https://, without user, password or question marks.
integrations-url-plain = With http what is sent travels unencrypted: use it only within your network.
integrations-model = Model
integrations-model-how = The name that the server knows it by. For example, gpt-4o-mini
integrations-model-missing = The model's name is missing.
integrations-model-odd = Use a name of up to 100 letters, in one line.
integrations-key = Key
integrations-key-kept = There is a key, kept encrypted, which is not shown again. Leave it empty to keep it.
integrations-key-none = The one that the server gave. It is kept encrypted and not shown again. It may be empty if the server asks for none.
integrations-key-odd = The key has no blanks and no accents: copy it again, all of it.
integrations-key-again = The address is that of another server: write that server's key, or tick that there is none.
integrations-key-drop = No key: forget the one that is kept
integrations-key-refused = The server does not accept the key: check it, or ask for another.
integrations-timeout = Time allowed, in milliseconds
integrations-timeout-how = From 500 to 60000. If it does not answer in that time, the rules stand.
integrations-timeout-odd = Write a number from 500 to 60000.
integrations-summaries = Ask it for a one-line summary too
integrations-summaries-how = It appears when an agent takes the case, in /info, in notices about delays and in the panel. Only when the model reads.
integrations-probe = Try it
integrations-probe-how = Trying it sends the model this text, with what is in the form, and keeps nothing:
integrations-sample = I have been without internet for three days and nobody answers. Shame on you.
integrations-answered = The model answered: { $mood }.
integrations-answered-line = The model answered: { $mood }. Summary: { $line }
integrations-silent = Nobody answers at that address: check it, and that the server is running.
integrations-not-there = The server answers, but there is no model there: the address usually ends in /v1.
integrations-late = It did not answer in time: allow more time, or choose a faster model.
integrations-refused = The server answered with the error { $name }: check the model's name.
integrations-nonsense = The model answered something else than was asked for: try a more capable model.
flash-integrations-saved = We saved how moods are read on the line { $name }. It counts from now on.
