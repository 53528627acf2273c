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

## The page of the menu

menu-menu = Menu
menu-page-intro = What a customer without a case reads, what they can choose from and who attends them.
menu-not-used = This line does not use the menu: cases are opened another way.
menu-not-used-go = Change it in General
menu-options-title = Greeting and options
menu-options-how = The customer answers with the number or with words; typos, “the first” and “1️⃣” are understood. The second answer that is not understood goes to the default department.
menu-greeting = Greeting
menu-greeting-how = Without a greeting of your own, the usual one is used. You can use { "{" }name{ "}" } and { "{" }company{ "}" }.
menu-greeting-names = A greeting can only name the customer and the company.
menu-greeting-unknown = “{ $name }” cannot be used in the greeting: try name or company.
menu-greeting-open = A brace is not closed: after the word comes the closing brace.
menu-empty = Without options of your own the usual ones are offered: 1. Support, 2. Sales.
menu-option = Option { $name }
menu-label = What the customer reads
menu-label-missing = The text of the option is missing.
menu-label-twice = There is an option with that text already.
menu-words = Words that mean it, with commas between them
menu-words-many = There are too many: up to 20 for an option.
menu-word-long = One of the words is too long: up to 40 letters.
menu-word-odd = Between two commas a word with letters or digits is missing.
menu-department = Department
menu-speciality = Speciality (optional)
menu-up = Move up
menu-down = Move down
menu-remove = Remove
menu-add = Add an option
menu-add-inner = Add one within { $name }
menu-full = There are 10 options: more cannot be answered comfortably.
menu-one-option = With a single option there is nothing to choose: add another, or remove this one to use the usual menu.
menu-preview-first = When they write for the first time
menu-preview-inner = When they choose { $name }
flash-menu-saved = The menu was saved. It counts from the next message on.
entry-title = After a case, and who gets in
entry-reopen = Who writes soon after their case was closed goes on with the same agent, in a new case and without the menu
entry-hours = For how many hours
entry-hours-how = Within that time a “thanks”, an “ok” or a 👍 opens nothing.
entry-hours-odd = It has to be a number of hours between 1 and 336 (14 days).
entry-messages = Messages a minute from a customer without a case
entry-messages-how = What goes beyond that is not read, and the customer is told so. With an open case all of them arrive.
entry-messages-odd = It has to be a number between 5 and 300.
entry-agents = Agents may write to this number as customers too
flash-entry-saved = Saved. It counts from the next message on.

## Opening a case in the panel

new-case-title = Open a case
new-case-intro = For a customer who asked for something elsewhere. The case is announced in the group like any other.
new-case-number = The customer’s WhatsApp
new-case-number-how = As it is written in the country, for instance 3815551234.
new-case-name = Name
new-case-name-how = If they have written before, the name they have on WhatsApp stays.
new-case-department = Department
new-case-department-how = The group where it is announced.
new-case-speciality = Speciality
new-case-speciality-how = Optional: where the department has several groups.
new-case-text = What it is about
new-case-text-how = Agents read it: in the announcement and as a note of the case. The customer does not see it.
new-case-tell = Tell the customer that we opened their case
new-case-open = Open the case
new-case-existing = See case #{ $name }
new-case-not-on-whatsapp = That number is not on WhatsApp: please check it.
new-case-later = The line is restarting and the case was not opened. Try again in a few seconds.
flash-case-opened = Case #{ $name } opened: it is announced in the group.
