# Why something was turned down, on WhatsApp and in the panel: no formatting marks here.
# Each says the fact and the way out.

## Taking a case

refused-taken = Case #{ $ticket } has already been taken by { $holder }.
refused-yours = Case #{ $ticket } is already yours: go on in { $slot }.
refused-closed = Case #{ $ticket } is already closed: by { $by }, { $when }.
refused-not-open = Case #{ $ticket } is no longer open.
refused-not-taken = Nobody has taken case #{ $ticket } yet: it is pending and can be assigned.
refused-elsewhere = Case #{ $ticket } waits in { $group } now: take it there.
refused-busy = All of the agent's groups are busy
refused-busy-case = • { $slot }: case #{ $ticket }, { $customer }
refused-busy-how = The case is still free. To take it, close one of these with /close in its group and quote the notice again.
refused-no-slots = You have no personal group ready yet, so the case is still free. If they are being created, try in a few minutes; otherwise ask an administrator to create them under Agents.
refused-not-registered = { $agent }, you still have to register, so the case is still free. Find the 👋 message with your name in this group, reply quoting it with READY, and quote the notice again.
refused-inactive = { $agent }, you are set to Inactive now and the case is still free. Ask an administrator to set you to Active.
refused-not-agent = Only agents of this line can take cases, so the case is still free. If you work here, ask an administrator to add you as an agent.

## Registration and agents

refused-wrong-number = That READY came from a number that is not { $agent }'s. { $agent } has to answer, from their own WhatsApp; if the number has changed, correct it under Agents.
refused-identity-taken = This WhatsApp is already registered as { $agent }. Each agent answers their message from their own number.
refused-number-taken = There is already an agent with that number: { $agent }.
refused-unknown = We cannot find «{ $what }»: it may no longer exist.
refused-unknown-unnamed = We cannot find what you asked for: it may no longer exist.

## Fields

refused-field = Check «{ $field }». { $problem }
label-name = Name
label-slots = Number of groups
label-chat = WhatsApp group
label-number = WhatsApp number
field-required = This is missing.
field-too-long = It is too long: try something shorter.
field-control = It has characters that cannot be seen: type it, do not paste it.
field-slots-range = It can have between 1 and 10 groups.
field-group-chat = That is not a WhatsApp group: copy the identifier that ends in @g.us.
field-unusable = We could not use what was written: check it and try again.
group-not-for-tickets = No cases are taken in the Supervisor group: choose one of Support or Sales.

## Numbers

phone-empty = The number is missing.
phone-character = The number has «{ $character }» in it: use only digits, spaces, dashes and the + at the start.
phone-too-short = The number has { $digits ->
    [one] { $digits } digit
   *[other] { $digits } digits
}: { $missing ->
    [one] { $missing } is missing
   *[other] { $missing } are missing
}. Did you put the area code?
phone-too-long = The number has too many digits. See whether something is repeated.
phone-impossible = There is no such number. Check the country code and the area code.
