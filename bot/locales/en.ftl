### What codibot says, in English: warm and short.

## Words

gender-all = everyone
gender-men = men
gender-women = women
season-spring = spring
season-summer = summer
season-autumn = autumn
season-winter = winter
seasons-all = all year
style-american_casual = American casual
style-casual = casual
style-dandy = dandy
style-formal = formal
style-sports = sports
style-street = street
style-any = any style
lens-all = overall
lens-picture = picture
lens-colour = colour
lens-words = keywords
type-t-shirt = T-shirt
type-top = top
type-knit = knit
type-shirt = shirt
type-kurta = kurta
type-trousers = trousers
type-shoes = shoes
type-dress = dress
type-outerwear = outerwear
type-blazer = blazer
type-shorts = shorts
type-skirt = skirt
type-hat = hat
type-bag = bag
type-unknown = garment

## Beginning and filters

greeting = Hello, I am codibot! Send me one photo of a garment and I’ll find looks that go with it.
ask-gender = Whose looks shall I look for?
ask-seasons = For which season? You can pick several.
ask-style = Which style would you like to see first?
ask-keywords = Anything you have in mind? Pick or type it, for example: denim, relaxed
keywords-chosen = Keywords: { $keywords }
keyword-excluded = no { $words }
keyword-suits = For { $word }: { $pieces }
group-telling = for you
group-occasion = occasion
group-weather = weather
group-mood = mood
group-figure = figure
unknown = I do not know { $words } yet. Please try another word.
unknown-near = I do not know { $words } yet. Did you mean one of these?
ask-photo = Now send me a photo of a garment, worn or lying flat.
ask-photo-in-group = Now reply to this message with a photo of a garment, worn or lying flat.
filters-title = These are your filters. Tap what you want to change.
filters-summary = { $gender } · { $seasons } · { $style }
filters-count =
    { $count ->
        [0] No look fits. Shall we loosen a filter?
        [one] One look to choose from.
       *[other] { $count } looks to choose from.
    }
filters-kept = I will remember this, so the next photo needs no questions. Change it with /filters
keywords-none = no keywords
not-understood-gender = Sorry, I did not get that. Please say men, women or everyone.
not-understood-seasons = Sorry, I did not get that. Please say spring, summer, autumn or winter; “summer and autumn” works too.
not-understood-style = Sorry, I did not get that. Please pick one below, or skip.
not-understood-keywords = Sorry, I did not get that. Please pick one below, try other words, or skip.
not-understood-menu = Tap the filter you want to change, or send me a photo of a garment.

## Buttons

button-back = ← Back
button-next = Next →
button-skip = Skip
button-done = Done
button-rerank = Look again with these
button-filters = Change filters
button-clear-keywords = Clear keywords
button-more-keywords = Other keywords
button-album-again = No pictures? Send them again
button-next-ten = Next ten
button-only-men = Men
button-only-women = Women
button-save = ♡ { $number }
button-saved = ♥ { $number }
button-more-saved = More
button-yes-forget = Yes, delete everything
button-no-forget = No, keep it

## The answer

seen = { $type } · { $colours }
seen-patterned = { $pattern } { $type }
seen-whole = I could not remove the background, so I looked at the whole photo.
answer-title-all = Looks that go with your garment.
answer-title-picture = Looks closest to your garment in shape.
answer-title-colour = Looks closest to your garment in colour.
answer-title-words = Looks for “{ $keywords }”.
answer-pairings = Often worn with: { $pairings }
answer-filters = Filters: { $filters }
reason-garment = similar { $type }
reason-garment-measured = { $type } { $percent }% alike
reason-colour = the same { $colour }
reason-colour-plain = matching colour
reason-pattern = both { $pattern }
pattern-solid = plain
pattern-striped = striped
pattern-checked = checked
pattern-printed = printed
reason-word = #{ $tag }
reason-word-asked = #{ $tag } ({ $asked })
measured = similarity { $score }
worn-with = + { $pieces }
caption = { $number }. { $title }
look-of-pieces = { $style } look: { $pieces }
nothing-fits = No look fits these filters. Shall we loosen one?
nothing-without =
    { $filter ->
        [gender] Without “{ $chosen }”, { $count ->
            [one] one look fits.
           *[other] { $count } looks fit.
        }
        [seasons] Without “{ $chosen }”, { $count ->
            [one] one look fits.
           *[other] { $count } looks fit.
        }
        [keywords] Without the keywords “{ $chosen }”, { $count ->
            [one] one look fits.
           *[other] { $count } looks fit.
        }
       *[other] Without any filter, { $count ->
            [one] one look fits.
           *[other] { $count } looks fit.
        }
    }
button-without-gender = For everyone
button-without-seasons = All year
button-without-keywords = Without keywords
button-without-both = Without filters
nothing-for-words = I found no looks for “{ $keywords }”. Try other words, or send a photo of a garment.
no-more = There are no more looks to show. Would you like to change the filters?
look-gone = That look is no longer in the lookbook. Please pick another.
answer-gone = That recommendation is too old to open again. Please send the photo once more.
waiting =
    { $ahead ->
        [one] One photo is ahead of yours. It will not take long.
       *[other] { $ahead } photos are ahead of yours. It will not take long.
    }

## Cards and refining

card-sure = Looks like: { $type }.
card-said = Looks with this { $type }.
card-unsure = I am not sure what it is. Tell me and I’ll find looks that fit better.
card-suspicious = The background may not have come off cleanly. If it looks odd, I can use the whole photo.
card-outfit =
    { $count ->
        [2] I looked at both pieces. Tap one to search for it alone.
       *[other] I looked at all { $count } pieces. Tap one to search for it alone.
    }
card-together =
    { $count ->
        [2] Looks that wear both pieces come first. Tap one to search for it alone.
       *[other] Looks that wear all { $count } pieces come first. Tap one to search for it alone.
    }
card-title-outfit = { $count } pieces you wear
card-title-together = { $count } pieces together
card-title-unsure = What is it?
card-left-out =
    { $count ->
        [one] I left out one photo that I could not use.
       *[other] I left out { $count } photos that I could not use.
    }
type-corrected = Searching again: { $type }.
button-other-type = It is something else
button-all-types = None of these
button-whole-photo = Use the whole photo
button-one-by-one = One by one
button-all-pieces = ← All together
button-next-piece = Next: { $piece } →
button-piece = { $number }. { $type }
button-mode-save = ♡ Save
button-mode-more = 🔍 More like
button-mode-less = 👎 Less like
button-mode-match = 👀 Compare
button-number-more = 🔍 { $number }
button-number-less = 👎 { $number }
button-number-match = 👀 { $number }
mode-save = Which number shall I save?
mode-more = More looks like which number?
mode-less = Which number shall I drop? Looks like it move back too.
mode-match = What matched on which number?
more-heard = Looking for more like number { $number }.
less-heard = Number { $number } is dropped.
answer-liked =
    { $count ->
        [one] Looks like the one you picked come first.
        [2] Looks like the two you picked come first.
       *[other] Looks like the { $count } you picked come first.
    }
match-mine = Your garment
match-theirs = Look { $number }
match-piece = { $type } { $percent }% alike
match-caption = Number { $number }: { $pieces }
slot-closest = the closest
slot-other_colour = in another colour
slot-dressier = dressier
slot-relaxed = more relaxed
slot-other_season = for another season
nothing-close = The lookbook holds nothing very like it; these are the nearest.
match-none = I picked number { $number } for its colour or keywords rather than its shape.

## Saving

saved-now = Saved: { $numbers }. /saved shows what you saved.
saved-already = Saved before: { $numbers }.
save-usage = Tell me the number to save, for example: /save 3
save-no-such =
    { $first ->
        [0] There are no numbers yet. Please send a photo of a garment first.
       *[other] There is no number { $number }. The album runs from { $first } to { $last }.
    }
save-nothing-yet = I have not recommended anything yet. Please send a photo of a garment first.
nothing-yet-in-group = I have not recommended anything yet. Please reply to this message with a photo of a garment.
save-not-a-look = That message is not a look. Please reply to a picture of the album.
save-full = You can save up to { $limit } looks. Make room with /unsave
saved-title =
    { $count ->
        [one] One saved look
       *[other] { $count } saved looks
    }
saved-none = You have not saved a look yet. Tap ♡ under an answer, or send /save 3
saved-hint = Tap a number to remove a look or to move it to a collection.
saved-gone = { $number }. This look has left the lookbook.
unsaved = Removed: { $numbers }.
unsaved-these =
    { $hearts ->
        [0] Taken out of what you saved:
       *[other] Taken out of what you saved. ♡ puts it back:
    }
unsave-usage = Tell me the number to remove, of this album or of /saved. For example: /unsave 3
unsave-no-such = There is no saved look { $number }. /saved shows the numbers.
saved-into = In “{ $collection }” now: { $numbers }. /saved shows it.
saved-taken-out = { $number }. Taken out. Tap ♡ to put it back.
moved-out = Look { $number } is in no collection now.
not-yours = Somebody else opened this list. /saved shows your own looks.
collection-title =
    { $count ->
        [one] One look in “{ $collection }”
       *[other] { $count } looks in “{ $collection }”
    }
collections-all = All
collection-ask = What shall the new collection be called? For example: work
collection-ask-rename = What shall “{ $collection }” be called?
collection-made = It is in “{ $collection }” now. You find it again with /saved
collection-renamed = “{ $collection }” is called “{ $name }” now.
collection-long = A collection’s name has up to { $limit } characters. A shorter one, please.
collection-gone = That collection is gone. Please choose again in /saved
collection-unknown = There is no “{ $collection }” yet. A name after the number makes one, for example: /save 3 work
button-take-out = Remove { $number }
button-into = Put into “{ $collection }”
button-into-new = ＋ New collection
button-out-of = Take out of “{ $collection }”
button-rename = Rename the collection
button-earlier-saved = ← Earlier

## Sharing

button-share = 🔗 Share
button-pass-on = Send to a friend
button-find-mine = Find my looks
share-look = This link opens “{ $title }”. Whoever has it can only look.
share-answer = This link opens these looks. Whoever has it sees the looks, not the photo you sent.
share-collection = This link opens “{ $collection }”. When the collection changes, so does what the link shows.
share-words = How about this look?
share-nothing-yet = There is nothing to share yet. Please send a photo of a garment first.
opened-look = A look that a friend picked.
opened-answer = Looks that a friend was recommended.
opened-collection = A friend’s collection “{ $collection }”.
opened-hint = Tap ♡ to save one. Send a photo of a garment and I’ll find looks for you, too.
link-gone = What this link showed is no longer there. Send me a photo of a garment and I’ll find you something new.
vote-ask = Which look is it? Tap a number. The winner is saved for everybody who votes.
vote-count =
    { $count ->
        [0] Nobody has voted yet.
        [one] One vote so far.
       *[other] { $count } votes so far.
    }
vote-heard = You voted for { $number }.
vote-won =
    { $count ->
        [one] Look { $number } wins with one vote!
       *[other] Look { $number } wins with { $count } votes!
    }
vote-tied =
    { $count ->
        [one] It’s a tie! Looks { $numbers } have one vote each.
       *[other] It’s a tie! Looks { $numbers } have { $count } votes each.
    }
vote-saved =
    { $people ->
        [one] Saved for whoever voted. In our chat, /saved shows your looks.
       *[other] Saved for all { $people } who voted. In our chat, /saved shows your looks.
    }
vote-saved-some =
    { $saved ->
        [0] Nobody who voted had room for more saved looks.
       *[other] Saved for { $saved } of the { $people } who voted; the others had no room for more. In our chat, /saved shows your looks.
    }
vote-nobody = Nobody has voted yet. Please tap a number first.
vote-not-yours = Only whoever asked can end the vote.
vote-in-groups = Votes are for groups. Add me to one and ask there.
button-end-vote = End the vote

## My wardrobe

button-own = 👕 Keep in my wardrobe
button-wear = What to wear with these
button-wish = 🔔 Tell me of new looks with it
button-unwish = 🔕 Stop telling me
button-shed = Take { $number } out
button-wish-news = Show me
wardrobe-which = Which piece shall I keep in your wardrobe?
wardrobe-kept =
    { $count ->
        [one] Kept in your wardrobe: { $piece }. Only a small picture without background stays, not your photo. With one more piece, /wear finds looks that go with both.
       *[other] Kept in your wardrobe: { $piece }. There are { $count } pieces now; /wear shows looks that wear them.
    }
wardrobe-kept-already = Already in your wardrobe: { $piece }. /wardrobe shows all { $count }.
wardrobe-no-photo = There is no photo here, so there is no piece to keep. Please send a photo of a garment.
wardrobe-title =
    { $count ->
        [one] My wardrobe: one piece
       *[other] My wardrobe: { $count } pieces
    }
wardrobe-hint = Tap a number to take a piece out or to be told of new looks. What to wear with them: /wear
wardrobe-hint-one = Tap the number to take it out or to be told of new looks. With one more piece I’ll find looks for both.
wardrobe-empty = Your wardrobe is empty. Send a photo of a garment and tap “Keep in my wardrobe”.
wardrobe-shed = Taken out of your wardrobe.
wardrobe-taken-out = { $number }. Taken out.
wardrobe-old = That list is from earlier. Please open it again with /wardrobe
wardrobe-gone = That piece is no longer in your wardrobe. Please open it again with /wardrobe
wardrobe-full = A wardrobe holds up to { $limit } pieces. Make room in /wardrobe
wish-on = I will tell you quietly when new looks wear it. To stop: /quiet
wish-off = I will not tell you any more.
wish-news =
    { $count ->
        [one] One new look wears something like your { $pieces }. To stop these messages: /quiet
       *[other] { $count } new looks wear something like your { $pieces }. To stop these messages: /quiet
    }
wish-news-title = New looks in the lookbook.
quiet-now = I won’t write first any more. You can switch it on again: wishes in /wardrobe, the owner’s notices with /notices
quiet-already = There was nothing to switch off. I’ll stay quiet.
wear-few =
    { $count ->
        [0] Your wardrobe is empty. Send a photo of a garment and tap “Keep in my wardrobe”. From two pieces on I’ll find looks that wear them.
       *[other] Please keep one more piece in your wardrobe. From two on I’ll find looks that wear them.
    }
wear-nothing = I found no look that wears what is in your wardrobe. Loosen /filters a little, or keep more pieces.
wear-title = Looks you can wear with your wardrobe, those you own most of first.
wear-have = ✓ { $pieces }
wear-whole = you have it all!
wear-one-short = only missing: { $pieces }
wear-short = still missing: { $pieces }

## Looks of one's own

post-not-taken = This bot does not take looks yet. Send me a photo of a garment instead and I’ll find looks that go with it.
post-in-private = You can post looks in our private chat.
post-ask-photo = Send me one photo of yourself wearing it. I’ll show you how it will look before anything is posted.
post-not-worn = I do not see anybody wearing clothes there. Please send a photo of you wearing them.
post-ask-details = Who wears it, when, and in which style?
post-gender-men = men
post-gender-women = women
post-gender-unisex = everyone
post-ask-tags =
    Pick the tags. You can type some too, for example: denim, relaxed
    Tags now: { $tags }
post-ask-name = Under which name? You can type another one.
post-no-heads = I found no head to blur. Please look at the photo once more.
post-consent =
    This is how it will look in recommendations. An admin looks at it first; then everybody can see this photo and name. Post it only if it shows you, or somebody who agreed.
    You can take it back at any time with /mylooks. Photos that went into other people’s chats stay there.
post-sent = Thank you! I’ll tell you when an admin has looked at it, and now and then how often it was saved. /quiet ends that.
post-sent-already = That look was sent already. You find it in /mylooks.
post-dropped = Not posted. Nothing of it is kept.
post-gone = That look is no longer there. Begin anew with /post.
post-no-tags = It needs at least one tag.
post-many-tags = There is room for { $limit } tags. Take one off first.
post-full = You can post up to { $limit } looks. Make room in /mylooks.
post-approved = Your look is recommended from now on. Thank you for sharing! You can take it back at any time with /mylooks.
post-rejected =
    This look was not posted.
    Reason: { $reason }
    The photo is deleted. You are welcome to post another one.
post-taken-down = Your look was reported and taken down. The photo is deleted.
button-blur = Blur the face
button-edit-post = Change it
button-drop-post = Never mind
button-send-post = I agree, post it
button-no-name = Post without a name
button-withdraw = Take it back and delete it
mylooks-none = You have not posted a look yet. /post begins one.
mylooks-title =
    { $count ->
        [one] One look of yours
       *[other] { $count } looks of yours
    }
mylooks-waiting = being looked at
mylooks-hint = Tap a number to see the photo and take it back.
mylooks-withdrawn = Taken back, and the photo is deleted.
button-posted = 🙋 { $number } { $name }
posted-nameless = somebody
posted-by = Number { $number } was posted by { $name }.
posted-by-nameless = Number { $number } was posted by somebody here.
posted-own = That one is yours.
posted-thanked = I’ll pass your thanks on.
posted-reported = Thank you for telling me. An admin will look at it.
button-thank = 👏 Thank you
button-report = Report
button-yes-report = Yes, report it
praise-saves =
    { $saves ->
        [one] Somebody saved a look of yours. See /mylooks
       *[other] Looks of yours were saved { $saves } times. See /mylooks
    }
praise-thanks =
    { $thanks ->
        [one] Somebody says thank you for a look of yours. See /mylooks
       *[other] You were thanked for looks of yours { $thanks } times. See /mylooks
    }
praise-both =
    Looks of yours were saved { $saves ->
        [one] once
       *[other] { $saves } times
    } and thanked for { $thanks ->
        [one] once
       *[other] { $thanks } times
    }. See /mylooks
review-new = A new look is waiting.
review-queue =
    { $count ->
        [0] No look is waiting.
        [one] One look is waiting.
       *[other] { $count } looks are waiting.
    }
review-ask-tags = Type the new tags, separated by commas.
review-ask-reason = Type why it is not posted. The poster will read it as it stands.
review-approved = Posted. It will be recommended in a moment.
review-rejected = Not posted. The poster was told why.
review-done = That look was dealt with already.
review-reported =
    { $count ->
        [one] This look was reported.
       *[other] This look was reported by { $count } people.
    }
review-kept = It stays.
review-taken-down = Taken down. The same photo will not come back.
reason-unseen = The clothes can hardly be seen.
reason-others = Other people are on the photo.
reason-stolen = It seems to be somebody else’s photo.
reason-unfit = It is not a photo for everybody.
button-approve = Post it
button-edit-tags = Other tags
button-reject = Turn it down
button-other-reason = Another reason
button-let-be = Let it be
button-take-down = Take it down

## What is no photo

send-photo = Send me a photo of a garment and I’ll find looks that go with it.
send-photo-in-group = Reply to this message with a photo of a garment and I’ll find looks that go with it.
aside-thanks = I’m glad to help! Send me another garment whenever you like.
aside-hello = Hello! Send me a photo of a garment and I’ll find looks that go with it.
aside-done = All right! Send me another garment and I’ll find looks for it, too.
aside-praise = I’m glad you like it! Tap ♡ to save a look and find it again any time.
aside-dislike = I see. 👎 drops a look, and “more” shows the next ones.
aside-shop = I can’t say where it is sold, or for how much. Send me a garment you own and I’ll find looks that go with it.
number-hint = To save look { $number }, tap ♡ { $number } or type “save { $number }”.
not-a-picture-file = This file is not a photo. Please send a JPEG, PNG, WebP or HEIC photo.
got-sticker = Nice sticker! To find looks, please send a photo of a garment.
got-voice = I cannot listen yet. Please send a photo of a garment, or write to me.
got-video = I cannot watch videos yet. Please send one moment of it as a photo.
got-location = Please send a photo of a garment instead of a place. The season is in /filters
got-contact = I do not need a contact. Please send a photo of a garment.
got-poll = I cannot vote or play yet. Please send a photo of a garment.
got-edited = I cannot read a changed message again. Please send it as a new one.
unknown-command = I do not know that command. /help shows what I can do.
old-button = That button is from earlier. To begin afresh, use /start

## Trouble with a photo

photo-empty = The file is empty. Please send the photo again.
photo-too_heavy = The photo is too big. I can take up to 20 MB.
photo-too_large = The photo has too many pixels. I can take up to 50 megapixels.
photo-too_small = The photo is too small or too narrow to see a garment. Please send a larger one.
photo-not_a_photo = I cannot read this as a photo. Please send a JPEG, PNG, WebP or HEIC photo.
photo-damaged = The photo is damaged. Could you send it again?
photo-transparent = The picture is fully transparent, so there is no garment to see. Please send another.

## Waiting and mistakes

progress-fetching = I am getting your photo.
progress-looking = I am looking at your garment.
progress-choosing = I am choosing looks that go with it.
busy = Many photos are waiting right now ({ $ahead } ahead of yours). Please send it again in a moment.
too-many-photos = That was a lot of photos at once. Please send the next one in { $seconds } seconds.
storage-trouble = I cannot write anything down right now. Please try again in a moment.
worker-lost = I stumbled while looking at your photo. Sorry; could you send it once more?
not-ready = The lookbook is still being prepared. Please try again in a little while.
telegram-trouble = Telegram did not take my answer. Could you try once more?
download-failed = I could not download the photo. Could you send it once more?
apology = Sorry, I made a mistake. Please try again in a moment. (Error { $id })

## Help and my data

cancelled = All right. Send a photo of a garment whenever you like.
nothing-to-cancel = There is nothing to stop right now. Send me a photo of a garment.
help =
    Send a photo of a garment: I’ll find looks that wear one like it and tell you what it is worn with.

    • Words under the photo are keywords, for example: denim, relaxed
    • Words without a photo search by keyword, for example: office look for 18 degrees, no skirts
    • Several photos in one go: looks that wear all of them come first.
    • Under an answer 🔍 finds more like a look, 👎 drops one, 👀 shows what matched.
    • /filters for whom, season, style, keywords
    • /save 3 saves a look; so does replying /save to a picture of the album.
    • /saved shows what you saved, /unsave 3 removes one, /save 3 work saves into a collection
    • /share 3 shares with a friend; in a group, /vote lets everybody choose
    • /wardrobe shows your own pieces, /wear what to wear with them, /quiet stops what I send unasked
    • /privacy tells what I remember, /mydata sends it to you, /forget deletes it
    • /language, /about, /cancel
help-with-admins = • /post shows your own looks to others, /mylooks lists them, /notices brings the owner’s news
about =
    I choose from { $count ->
        [one] one look
       *[other] { $count } looks
    }; the lookbook was last read on { $date }.
    I see garments with the model { $model }. codibot { $version }

    Measured on { $queries } photos of garments: of ten looks I recommend, { $hits } wear a piece of the same type. Picked at random it would be { $chance }. The lookbook of that test had some wrong tags on purpose.
language-ask = Which language shall we speak?
language-set = From now on I’ll speak English.
privacy =
    • I remember your filters, your saved looks and collections, and which looks I showed you, until you delete them.
    • I keep no photos: only a garment’s features (numbers) and Telegram’s id of the photo, to search again.
    • Only for a piece in your wardrobe do I keep a small picture without background; taking it out deletes it.
    • I give nothing to others. Friends see only the looks that a link of your own making opens.
    • /mydata sends you all of it; /forget deletes all of it, your links too.
privacy-of-posts = • A photo that you post with /post is kept only after you agree, and deleted when you take it back in /mylooks.
in-private = Everybody reads along here: your data and your wardrobe open in our private chat only.
mydata-caption = Everything I remember about you.
forget-ask = Delete your filters, saved looks, wardrobe, posted looks, links and recommendations? This cannot be undone.
forget-done = Everything is deleted. I remember nothing now.
forget-kept = All right, everything stays.

## The owner

notices-on = From now on I’ll send you the owner’s notices. To stop them, send /notices once more; /quiet stops everything.
notices-off = I won’t send any more notices.
admin-numbers =
    { $people } people
    Today (last 30 days)
    • Photos { $photos } ({ $photos_month })
    • Answers { $answers } ({ $answers_month })
    • Empty answers { $empty_answers } ({ $empty_answers_month })
    • Saves { $saves } ({ $saves_month })
admin-wait = Half of the answers came within { $wait } s.
admin-missed = Words that found nothing: { $words }
admin-saved =
    Looks saved most:
    { $looks }
admin-hint = To send a notice, write it after /admin. It goes only to those who agreed.
admin-notice-ask =
    { $count ->
        [one] Send this to the one person who agreed?
       *[other] Send this to the { $count } people who agreed?
    }
admin-notice-sent =
    { $count ->
        [one] Sent to one person.
       *[other] Sent to { $count } people.
    }
admin-indexing = Reading the lookbook anew: { $done } / { $total }
admin-indexing-already = The lookbook is being read already; one reading at a time.
admin-indexed = The lookbook is read. Answers come from it in a moment.
admin-not-indexed = The lookbook could not be read. Answers go on as before; please look at it with codibot check.
button-reindex = Read the lookbook anew
button-export = Export
button-send-notice = Send

## What Telegram shows about the bot

command-start = Begin from the start
command-filters = Change for whom, season, style, keywords
command-save = Save a look: /save 3
command-saved = Show saved looks
command-unsave = Remove a saved look: /unsave 3
command-share = Share a look: /share 3
command-vote = Vote for a look in a group
command-wardrobe = Show my wardrobe
command-wear = What to wear with my own pieces
command-quiet = Stop all messages that I did not ask for
command-post = Post a look of my own
command-mylooks = See or take back the looks I posted
command-cancel = Stop what we are doing
command-language = Change the language
command-privacy = What I remember
command-mydata = Get all my data
command-forget = Delete all my data
command-about = About the lookbook and me
command-notices = Get the owner’s notices, or stop them
command-help = Help
bot-description = Send a photo of a garment and get looks that go with it, and what it is worn with.
bot-inline = { " " }In any chat, type @{ $name } denim jacket to send a look.
bot-short-description = Looks from one photo of a garment
