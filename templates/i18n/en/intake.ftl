# Who is let in: menus, going on from a case, customers whom nobody hears.

## To a customer

menu-part = *{ $label }*: what do you need? Answer with the number:
menu-back = 0. Back
reopened = We go on with your case #{ $previous }: it is #{ $ticket } now. We are reading here.
opened-for-support = We opened your case #{ $ticket } with Support: we will write to you here.
opened-for-sales = We opened your case #{ $ticket } with Sales: we will write to you here.
too-many = We got many messages from you within a minute and did not read the last ones. Please wait a moment and tell us in a single message what you need.

## To agents and supervisors

announcement-previous = ↩️ Goes on from case #{ $previous }
not-for-agents = Hi, { $agent }. This number is for customers: nobody reads what you write here. Cases are taken in the main group and attended in your personal groups.
customer-blocked = 🚫 Case #{ $ticket } closed and customer blocked.
customer-blocked-reason = 🚫 Case #{ $ticket } closed and customer blocked: “{ $reason }”.
customer-blocked-after = They were told nothing: what they write reaches nobody any more. This group is free.
customer-unblocked = ✅ { $customer }, { $number } can write to us again.
not-blocked = There is no blocked customer with the number “{ $number }”.
unblock-how = To unblock a customer, write */unblock* and their number in the Supervisor group, for instance: /unblock 3815551234. It can be done in the panel too.
refused-has-ticket = That customer already has an open case: #{ $ticket }.
open-agent = That is an agent’s number: no case can be opened for it.
open-blocked = That customer is blocked. Unblock them first, on their page.
open-no-group = There is no group ready for that department yet. Create it in Settings → WhatsApp groups.

## Commands in the manual

help-bloquear-as = block reason
help-bloquear = Closes the case without telling the customer, and blocks them: what they write reaches nobody any more.
help-desbloquear-as = unblock number
help-desbloquear = In the Supervisor group: that customer can write again.

## What a text names

text-name-label = what was chosen in the menu
text-name-previous = the number of the case before
