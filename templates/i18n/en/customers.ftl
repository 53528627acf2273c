# Customers: the list, each with what is known, merging, erasing, and how long what was said is kept.

menu-customers = Customers
menu-keeping = Stored data
customers-intro = Everybody who has written to this line, the latest to arrive first.
customers-search = Find a customer
customers-search-hint = Name or number
customers-tag = Tags
customers-any-tag = All tags
customers-unfilter = Show all
customers-scope = Names and numbers are searched; up to { $n } customers are shown.
customers-caption = Customers, with their tags, their cases and the last contact
customers-closed = { $n ->
    [0] no closed cases
    [one] { $n } closed case
   *[other] { $n } closed cases
}
customers-none = There are no customers to show
customers-none-how = As soon as somebody writes to the line, they appear here.
customers-none-own = Here you see the customers of cases that you attend or have attended.
customers-none-filtered = Nobody matches your search. Try another part of the name or number.
customer-numbers = Numbers
customer-lid = Hidden WhatsApp identity: { $name }
customer-since = Writing since
customer-last = Last contact
customer-never = Nothing yet
customer-cases = Cases
customer-who = Who it is
customer-treat = Tags and language
customer-history = Cases
customer-history-none = There are no cases to show.
customer-history-more = The latest cases are shown. Find earlier ones by searching the name in Tickets.
customer-rated = Rating: { $name }
customer-notes = Notes
customer-notes-hidden = The customer never sees them
customer-note-add = New note
customer-note-save = Save the note
customer-note-drop = Delete the note
customer-note-empty = The note is empty: write something before you save it.
customer-note-long = The note is too long: 1,000 characters fit. You can split it in two.
customer-tags = Tags
customer-tags-hint = Separated by commas. Up to { $n }, of { $most } letters each.
customer-tags-known = Add from those in use
customer-tag-long = One tag is too long: up to { $most } letters each.
customer-tags-many = These are too many tags: up to { $n }.
customer-language = Language
customer-language-how = Relevo speaks to them in this language: the menu, the notices and the closing. What agents write is not translated.
customer-language-line = That of the line ({ $name })
customer-merge = Merge with another customer
customer-merge-open = Merge with…
customer-merge-when = If the same person shows up twice (a new number, or WhatsApp showed them in two ways), you can bring everything together in one customer.
customer-merge-intro = Search by name or number for the other customer who is the same person.
customer-merge-found = Customers found
customer-merge-choose = Choose
customer-merge-sure = Are they the same person?
customer-merge-stays = Stays
customer-merge-joins = Joins
customer-merge-what = The cases, notes, tags and numbers of { $other } go to { $name }. From now on, whatever comes from either number is from the same person. If one of them has an open case, it goes on as it is.
customer-merge-warn = This cannot be undone.
customer-merge-do = Merge both customers
customer-data = Their data
customer-data-hint = If the person asks what is kept about them: who they are, tags, notes and all cases with their messages. Photos and files are downloaded from each case.
customer-data-get = Download their data (JSON)
customer-erase = Erase the customer
customer-erase-hint = If the person asks for it, you can erase everything that Relevo keeps about them.
customer-erase-open-case = They have an open case: close it first, and then you can erase everything that Relevo keeps about this person.
customer-erase-open = Erase everything…
customer-erase-title = Erase { $name }
customer-erase-what = This is erased for good, and cannot be undone:
customer-erase-messages = All their messages and those written to them, with pictures, voice notes and files. A file that another customer sent too stays for that one.
customer-erase-who = Their name, numbers, notes and tags, also in notices that were never sent and in the audit trail.
customer-erase-cases = { $n ->
    [0] They have no cases.
    [one] Of their case, the number, times, department, agent and rating stay for statistics. The reason and the notes are erased.
   *[other] Of their { $n } cases, the number, times, department, agent and rating stay for statistics. The reasons and the notes are erased.
}
customer-erase-whatsapp = What is on WhatsApp already (on the customer's phone, in the groups, on the company's phone) is not touched: erase it there. Nor are backups of the database.
customer-erase-proof = To confirm, type { $name }
customer-erase-proof-wrong = That does not match. Type it in full, as it is shown.
customer-erase-do = Erase everything for good
customer-erased = Erased customer
keeping-intro = How long Relevo keeps what was said in the cases of this line.
keeping-how-long = How long is it kept?
keeping-forever = For ever
keeping-some-days = For some days after each case is closed
keeping-days = Days
keeping-days-hint = From { $least } to { $most }. A year is 365.
keeping-days-odd = Type how many days, in digits: from { $least } to { $most }.
keeping-what = After that time the messages, files and notes of the case are erased. Whoever has no newer case loses name and number too. The cases stay for statistics: number, times, department, agent, reason and rating.
keeping-confirm = { $n ->
    [0] Today nothing is older than { $days } days. From now on, whatever reaches that age is erased for good.
    [one] What was said in { $n } case closed more than { $days } days ago will be erased, and then whatever reaches that age. It cannot be recovered.
   *[other] What was said in { $n } cases closed more than { $days } days ago will be erased, and then whatever reaches that age. It cannot be recovered.
}
keeping-sure = I understand that it cannot be recovered
keeping-nothing = Nothing was ever erased because of its age.
keeping-soon = Nothing has been erased yet: Relevo looks once a minute, and erases a little at a time.
keeping-done = What was said in cases closed up to { $name } has been erased.
flash-customer-tended = Tags and language of customer no. { $name } are saved.
flash-customer-noted = The note about customer no. { $name } is saved.
flash-customer-note-dropped = A note about customer no. { $name } was deleted.
flash-customers-merged = Both customers are one: everything is with no. { $name }.
flash-customer-erased = Everything about customer no. { $name } was erased.
flash-keeping-forever = Everything on { $name } is kept now, without a time limit.
flash-keeping-days = Messages are kept for { $name } days after each case is closed.
flash-bad-customer-same = That is the same customer: choose another one.
flash-bad-customer-busy = That person is writing right now, or choosing in the menu. Try again in a moment.
flash-bad-customers-both-open = Both have an open case: close one first, then merge them.
flash-bad-customer-has-case = They have an open case: close it first.
flash-bad-customer-letters = There are still messages of this customer to be sent. Wait a moment and try again.
flash-bad-customer-gone = That customer no longer exists: they may have been merged with another one, or erased.
flash-bad-customer-notes-full = This customer has too many notes already: delete one that is not needed.
customer-block = Blocking
customer-is-blocked = Blocked
customer-blocked-by = Blocked since { $when } by { $by }. What they write reaches nobody.
customer-unblock = Unblock
customer-block-hint = If somebody is a nuisance or sends spam, you can stop receiving them. They are not told.
customer-block-open = Block…
customer-block-title = Block { $name }
customer-block-what = What they write reaches nobody and opens no cases. An open case of theirs is closed. They are told nothing. You can unblock them at any time.
customer-block-reason = Reason
customer-block-reason-hint = Optional. Only those who use the panel see it.
customer-block-do = Block the customer
flash-customer-blocked = Customer no. { $name } is blocked.
flash-customer-unblocked = Customer no. { $name } is blocked no longer.
info-tags = 🏷️ Tags: { $tags }
