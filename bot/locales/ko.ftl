### codibot의 말, 한국어. 해요체로 따뜻하고 짧게. JOSA는 앞말에 맞는 조사를 골라 붙여요.

## 낱말

gender-all = 전체
gender-men = 남자
gender-women = 여자
season-spring = 봄
season-summer = 여름
season-autumn = 가을
season-winter = 겨울
seasons-all = 사계절
style-american_casual = 아메카지
style-casual = 캐주얼
style-dandy = 댄디
style-formal = 포멀
style-sports = 스포츠
style-street = 스트릿
style-any = 모든 스타일
lens-all = 종합
lens-picture = 사진
lens-colour = 색
lens-words = 키워드
type-t-shirt = 티셔츠
type-top = 상의
type-knit = 니트
type-shirt = 셔츠
type-kurta = 쿠르타
type-trousers = 바지
type-shoes = 신발
type-dress = 원피스
type-outerwear = 아우터
type-blazer = 재킷
type-shorts = 반바지
type-skirt = 치마
type-hat = 모자
type-bag = 가방
type-unknown = 옷

## 시작과 필터

greeting = 안녕하세요, 코디봇이에요! 옷 사진 한 장이면 그 옷과 어울리는 코디를 찾아 드려요.
ask-gender = 누구의 코디를 찾을까요?
ask-seasons = 어느 계절에 입을 옷인가요? 여러 개 골라도 돼요.
ask-style = 어떤 스타일을 먼저 볼까요?
ask-keywords = 찾는 느낌이 있으면 골라 주세요. 직접 적어도 돼요. 예: 데님, 꾸안꾸
keywords-chosen = 키워드: { $keywords }
keyword-excluded = { $words } 제외
keyword-suits = { $word }에는 { JOSA($pieces, "이", "가") } 잘 맞아요.
group-telling = 추천
group-occasion = 상황
group-weather = 날씨
group-mood = 느낌
group-figure = 체형
unknown = { JOSA($words, "은", "는") } 아직 모르는 말이에요. 다른 말로 적어 주세요.
unknown-near = { JOSA($words, "은", "는") } 아직 모르는 말이에요. 혹시 이 말인가요?
ask-photo = 이제 옷 사진을 보내 주세요. 입고 찍은 사진도, 옷만 찍은 사진도 좋아요.
ask-photo-in-group = 이제 이 메시지에 답장으로 옷 사진을 보내 주세요. 입고 찍은 사진도, 옷만 찍은 사진도 좋아요.
filters-title = 지금 필터예요. 바꾸고 싶은 것을 눌러 주세요.
filters-summary = { $gender } · { $seasons } · { $style }
filters-count =
    { $count ->
        [0] 맞는 코디가 없어요. 필터를 조금 풀어 볼까요?
       *[other] 코디 { $count }개 중에서 골라 드려요.
    }
filters-kept = 기억해 둘게요. 다음 사진부터는 묻지 않아요. 바꾸려면 /filters
keywords-none = 키워드 없음
not-understood-gender = 앗, 잘 모르겠어요. 남자, 여자, 전체 중에서 알려 주세요.
not-understood-seasons = 앗, 잘 모르겠어요. 봄, 여름, 가을, 겨울 중에서 알려 주세요. “여름이랑 가을”처럼 적어도 돼요.
not-understood-style = 앗, 잘 모르겠어요. 아래에서 하나 골라 주세요. 건너뛰어도 돼요.
not-understood-keywords = 앗, 잘 모르겠어요. 아래에서 골라 주시거나 다른 말로 적어 주세요. 건너뛰어도 돼요.
not-understood-menu = 바꾸고 싶은 필터를 누르거나, 옷 사진을 보내 주세요.

## 버튼

button-back = ← 뒤로
button-next = 다음 →
button-skip = 건너뛰기
button-done = 다 됐어요
button-rerank = 이 필터로 다시 보기
button-filters = 필터 바꾸기
button-clear-keywords = 키워드 지우기
button-more-keywords = 다른 키워드
button-album-again = 사진이 안 왔나요? 다시 받기
button-next-ten = 다음 10개
button-only-men = 남자
button-only-women = 여자
button-save = ♡ { $number }
button-saved = ♥ { $number }
button-more-saved = 더 보기
button-yes-forget = 네, 모두 지워 주세요
button-no-forget = 아니요, 그대로 둘게요

## 답

seen = { $type } · { $colours }
seen-patterned = { $pattern } { $type }
seen-whole = 배경을 지우기 어려워서 사진 전체를 보고 찾았어요.
answer-title-all = 사진 속 옷과 어울리는 코디예요.
answer-title-picture = 사진 속 옷과 모양이 닮은 순서예요.
answer-title-colour = 사진 속 옷과 색이 닮은 순서예요.
answer-title-words = “{ $keywords }” 코디예요.
answer-pairings = 함께 많이 입은 것: { $pairings }
answer-filters = 필터: { $filters }
reason-garment = { JOSA($type, "이", "가") } 닮았어요
reason-garment-measured = { JOSA($type, "이", "가") } { $percent }% 닮았어요
reason-colour = 색이 같아요({ $colour })
reason-colour-plain = 색이 통해요
reason-pattern = 둘 다 { $pattern }예요
pattern-solid = 무지
pattern-striped = 줄무늬
pattern-checked = 체크무늬
pattern-printed = 프린트 무늬
reason-word = #{ $tag }
reason-word-asked = #{ $tag } ({ $asked })
measured = 비슷한 정도 { $score }
worn-with = + { $pieces }
caption = { $number }. { $title }
look-of-pieces = { $style } 룩: { $pieces }
nothing-fits = 이 필터에 맞는 코디를 찾지 못했어요. 필터를 조금 풀어 볼까요?
nothing-without =
    { $filter ->
        [gender] 성별 필터({ $chosen })를 풀면 코디 { $count }개가 있어요.
        [seasons] 계절 필터({ $chosen })를 풀면 코디 { $count }개가 있어요.
        [keywords] 키워드({ $chosen })를 빼면 코디 { $count }개가 있어요.
       *[other] 필터를 모두 풀면 코디 { $count }개가 있어요.
    }
button-without-gender = 누구든 보기
button-without-seasons = 사계절 보기
button-without-keywords = 키워드 빼고 보기
button-without-both = 모두 풀고 보기
nothing-for-words = “{ $keywords }” 코디를 찾지 못했어요. 다른 말로 적어 주시거나 옷 사진을 보내 주세요.
no-more = 더 보여 드릴 코디가 없어요. 필터를 바꿔 보실래요?
look-gone = 그 코디는 이제 룩북에 없어요. 다른 코디를 골라 주세요.
answer-gone = 오래된 추천이라 다시 열 수 없어요. 사진을 한 번 더 보내 주세요.
waiting = 앞에 사진 { $ahead }장이 기다리고 있어요. 곧 봐 드릴게요.

## 카드와 다듬기

card-sure = { JOSA($type, "으로", "로") } 보여요.
card-said = { JOSA($type, "으로", "로") } 찾은 코디예요.
card-unsure = 어떤 옷인지 확실하지 않아요. 골라 주시면 더 잘 맞는 코디를 찾아요.
card-suspicious = 배경이 말끔히 지워지지 않은 것 같아요. 이상하면 사진 전체로 찾아볼게요.
card-outfit = 입은 옷 { $count }가지를 모두 보고 찾았어요. 하나만 찾고 싶으면 눌러 주세요.
card-together = 옷 { $count }가지를 함께 입은 코디부터 보여 드려요. 하나만 찾고 싶으면 눌러 주세요.
card-title-outfit = 입은 옷 { $count }가지
card-title-together = 함께 찾는 옷 { $count }가지
card-title-unsure = 어떤 옷일까요?
card-left-out = 볼 수 없는 사진 { $count }장은 빼고 찾았어요.
type-corrected = { JOSA($type, "으로", "로") } 다시 찾을게요.
button-other-type = 다른 옷이에요
button-all-types = 여기에 없어요
button-whole-photo = 사진 전체로 찾기
button-one-by-one = 하나씩 볼게요
button-all-pieces = ← 모두 함께
button-next-piece = 다음 옷: { $piece } →
button-piece = { $number }. { $type }
button-mode-save = ♡ 저장
button-mode-more = 🔍 비슷하게
button-mode-less = 👎 빼기
button-mode-match = 👀 비교
button-number-more = 🔍 { $number }
button-number-less = 👎 { $number }
button-number-match = 👀 { $number }
mode-save = 몇 번을 저장할까요?
mode-more = 몇 번과 비슷한 코디를 더 볼까요?
mode-less = 몇 번을 뺄까요? 비슷한 코디도 뒤로 보낼게요.
mode-match = 몇 번에서 무엇이 닮았는지 볼까요?
more-heard = { $number }번과 비슷한 코디를 더 찾을게요.
less-heard = { $number }번을 뺄게요.
answer-liked = 고른 코디 { $count }개와 비슷한 코디부터 보여 드려요.
match-mine = 보낸 옷
match-theirs = 코디 { $number }
match-piece = { JOSA($type, "이", "가") } { $percent }% 닮았어요
match-caption = { $number }번: { $pieces }
slot-closest = 가장 닮은 코디
slot-other_colour = 다른 색으로
slot-dressier = 더 차려입은 느낌
slot-relaxed = 더 편한 느낌
slot-other_season = 다른 계절에
nothing-close = 아주 닮은 옷은 룩북에 없었어요. 그나마 가까운 코디예요.
match-none = { $number }번은 모양보다 색이나 키워드가 맞아서 골랐어요.

## 저장

saved-now = { $numbers }번 코디를 저장했어요. /saved 에서 다시 볼 수 있어요.
saved-already = { $numbers }번은 이미 저장한 코디예요.
save-usage = 저장하고 싶은 번호를 알려 주세요. 예: /save 3
save-no-such =
    { $first ->
        [0] 아직 번호가 없어요. 옷 사진을 먼저 보내 주세요.
       *[other] { $number }번은 없어요. 지금 앨범은 { $first }번부터 { $last }번까지예요.
    }
save-nothing-yet = 아직 추천한 코디가 없어요. 옷 사진을 먼저 보내 주세요.
nothing-yet-in-group = 아직 추천한 코디가 없어요. 이 메시지에 답장으로 옷 사진을 보내 주세요.
save-not-a-look = 그 메시지는 코디 사진이 아니에요. 앨범의 사진에 답장해 주세요.
save-full = 저장할 수 있는 코디는 { $limit }개까지예요. /unsave 로 자리를 만들어 주세요.
saved-title = 저장한 코디 { $count }개
saved-none = 아직 저장한 코디가 없어요. 추천에서 ♡를 누르거나 /save 3 이라고 보내 보세요.
saved-hint = 번호를 누르면 빼거나 모음으로 옮길 수 있어요.
saved-gone = { $number }. 룩북에서 사라진 코디예요.
unsaved = { $numbers }번 코디를 뺐어요.
unsaved-these =
    { $hearts ->
        [0] 이 코디를 뺐어요.
       *[other] 이 코디를 뺐어요. ♡를 누르면 다시 담아요.
    }
unsave-usage = 빼고 싶은 번호를 알려 주세요. 지금 앨범이나 /saved 의 번호예요. 예: /unsave 3
unsave-no-such = { $number }번은 저장한 코디에 없어요. /saved 에서 번호를 확인해 주세요.
saved-into = { $numbers }번 코디를 “{ $collection }” 모음에 넣었어요. /saved 에서 다시 볼 수 있어요.
saved-taken-out = { $number }. 뺀 코디예요. ♡를 누르면 다시 담아요.
moved-out = { $number }번 코디를 모음에서 꺼냈어요.
not-yours = 다른 분이 연 목록이에요. /saved 로 내 코디를 볼 수 있어요.
collection-title = “{ $collection }” 모음 { $count }개
collections-all = 전체
collection-ask = 새 모음의 이름을 적어 주세요. 예: 출근룩
collection-ask-rename = “{ $collection }” 모음의 새 이름을 적어 주세요.
collection-made = “{ $collection }” 모음에 담았어요. /saved 에서 볼 수 있어요.
collection-renamed = “{ $collection }” 모음을 이제 “{ $name }” 모음이라고 부를게요.
collection-long = 모음 이름은 { $limit }자까지예요. 조금 짧게 적어 주세요.
collection-gone = 이제 없는 모음이에요. /saved 에서 다시 골라 주세요.
collection-unknown = “{ $collection }” 모음은 아직 없어요. 저장할 때 번호 뒤에 이름을 적으면 생겨요. 예: /save 3 출근룩
button-take-out = { $number }번 빼기
button-into = “{ $collection }”에 넣기
button-into-new = ＋ 새 모음
button-out-of = “{ $collection }”에서 꺼내기
button-rename = 모음 이름 바꾸기
button-earlier-saved = ← 이전

## 나누기

button-share = 🔗 나누기
button-pass-on = 친구에게 보내기
button-find-mine = 나도 코디 찾기
share-look = “{ $title }” 코디를 여는 링크예요. 받은 사람은 보기만 할 수 있어요.
share-answer = 이 추천을 여는 링크예요. 받은 사람은 코디만 볼 수 있고, 보낸 사진은 보이지 않아요.
share-collection = “{ $collection }” 모음을 여는 링크예요. 모음을 바꾸면 링크에서도 바뀌어요.
share-words = 이 코디 어때요?
share-nothing-yet = 아직 나눌 것이 없어요. 옷 사진을 먼저 보내 주세요.
opened-look = 친구가 고른 코디예요.
opened-answer = 친구가 추천받은 코디예요.
opened-collection = 친구의 “{ $collection }” 모음이에요.
opened-hint = 마음에 들면 ♡를 눌러 저장해 보세요. 옷 사진을 보내면 나에게 맞는 코디도 찾아 드려요.
link-gone = 이 링크의 코디는 이제 볼 수 없어요. 대신 옷 사진을 보내 주시면 새로 찾아 드릴게요.
vote-ask = 어느 코디가 좋아요? 번호를 눌러 주세요. 이긴 코디는 투표한 모두에게 저장돼요.
vote-count =
    { $count ->
        [0] 아직 아무도 고르지 않았어요.
       *[other] { $count }명이 골랐어요.
    }
vote-heard = { $number }번을 골랐어요.
vote-won = { $number }번 코디가 { $count }표로 뽑혔어요!
vote-tied = 공동 1등이에요! { $numbers }번 코디가 똑같이 { $count }표씩 받았어요.
vote-saved = 투표한 { $people }명에게 저장했어요. 저와의 대화에서 /saved 로 볼 수 있어요.
vote-saved-some =
    { $saved ->
        [0] 투표한 분에게 저장할 자리가 없어서 저장하지는 못했어요.
       *[other] 투표한 { $people }명 가운데 { $saved }명에게 저장했어요. 나머지는 저장할 자리가 없었어요. 저와의 대화에서 /saved 로 볼 수 있어요.
    }
vote-nobody = 아직 고른 사람이 없어요. 번호를 먼저 눌러 주세요.
vote-not-yours = 투표를 연 사람만 끝낼 수 있어요.
vote-in-groups = 투표는 여럿이 있는 그룹에서 할 수 있어요. 그룹에 저를 불러 주세요.
button-end-vote = 투표 끝내기

## 내 옷장

button-own = 👕 내 옷장에 담기
button-wear = 이 옷들로 입기
button-wish = 🔔 이 옷 코디가 새로 오면 알림 받기
button-unwish = 🔕 알림 끄기
button-shed = { $number }번 옷장에서 빼기
button-wish-news = 보러 가기
wardrobe-which = 어느 옷을 옷장에 담을까요?
wardrobe-kept =
    { $count ->
        [1] { $piece }, 옷장에 담았어요. 배경을 지운 작은 그림만 남기고 보내신 사진은 남기지 않아요. 한 벌 더 담으면 /wear 로 함께 입을 코디를 찾아 드려요.
       *[other] { $piece }, 옷장에 담았어요. 이제 { $count }벌이에요. /wear 로 이 옷들을 함께 입는 코디를 볼 수 있어요.
    }
wardrobe-kept-already = { $piece }, 이미 옷장에 있어요. /wardrobe 에서 { $count }벌을 볼 수 있어요.
wardrobe-no-photo = 사진이 없는 추천이라 담을 옷이 없어요. 옷 사진을 보내 주세요.
wardrobe-title = 내 옷장 { $count }벌
wardrobe-hint = 번호를 누르면 빼거나 알림을 켤 수 있어요. 이 옷들로 입을 코디는 /wear
wardrobe-hint-one = 번호를 누르면 빼거나 알림을 켤 수 있어요. 한 벌 더 담으면 함께 입을 코디를 찾아 드려요.
wardrobe-empty = 옷장이 비어 있어요. 옷 사진을 보내고 “내 옷장에 담기”를 눌러 보세요.
wardrobe-shed = 옷장에서 뺐어요.
wardrobe-taken-out = { $number }. 뺀 옷이에요.
wardrobe-old = 지난 목록이에요. /wardrobe 로 다시 열어 주세요.
wardrobe-gone = 이제 옷장에 없는 옷이에요. /wardrobe 로 다시 열어 주세요.
wardrobe-full = 옷장에는 { $limit }벌까지 들어가요. /wardrobe 에서 자리를 만들어 주세요.
wish-on = 이 옷을 입은 코디가 새로 오면 조용히 알려 드릴게요. 그만 받으려면 /quiet
wish-off = 이제 알리지 않을게요.
wish-news = { JOSA($pieces, "과", "와") } 닮은 옷을 입은 새 코디가 { $count }개 들어왔어요. 알림을 끄려면 /quiet
wish-news-title = 새로 들어온 코디예요.
quiet-now = 이제 먼저 말을 걸지 않을게요. 옷 알림은 /wardrobe, 운영자 소식은 /notices 로 다시 켤 수 있어요.
quiet-already = 켜 둔 알림이 없어요. 조용히 있을게요.
wear-few =
    { $count ->
        [0] 옷장이 비어 있어요. 옷 사진을 보내고 “내 옷장에 담기”를 눌러 보세요. 두 벌부터 함께 입을 코디를 찾아 드려요.
       *[other] 옷장에 한 벌 더 담아 주세요. 두 벌부터 함께 입을 코디를 찾아 드려요.
    }
wear-nothing = 지금 옷장의 옷을 입은 코디를 찾지 못했어요. /filters 를 조금 풀거나 옷을 더 담아 보세요.
wear-title = 옷장의 옷으로 입을 수 있는 코디예요. 많이 가진 것부터 보여 드려요.
wear-have = ✓ { $pieces }
wear-whole = 다 있어요!
wear-one-short = 하나만 더: { $pieces }
wear-short = 더 필요한 것: { $pieces }

## 내 코디 올리기

post-not-taken = 아직 이 봇에서는 코디를 올릴 수 없어요. 대신 옷 사진을 보내 주시면 어울리는 코디를 찾아 드려요.
post-in-private = 코디는 저와의 대화에서 올릴 수 있어요.
post-ask-photo = 입고 찍은 사진을 한 장 보내 주세요. 올리기 전에 어떻게 보일지 먼저 보여 드릴게요.
post-not-worn = 이 사진에서는 입은 모습을 찾지 못했어요. 입고 찍은 사진을 한 장 보내 주세요.
post-ask-details = 누가, 언제, 어떤 스타일로 입는 코디인가요?
post-gender-men = 남자
post-gender-women = 여자
post-gender-unisex = 남녀 모두
post-ask-tags =
    태그를 골라 주세요. 직접 적어도 돼요. 예: 데님 팬츠, 꾸안꾸
    지금 태그: { $tags }
post-ask-name = 어떤 이름으로 올릴까요? 원하는 이름을 적어도 돼요.
post-no-heads = 머리를 찾지 못해서 가리지 못했어요. 사진을 한 번 더 확인해 주세요.
post-consent =
    추천에 이렇게 보여요. 올리면 운영자가 먼저 살펴보고, 그다음에는 누구나 이 사진과 이름을 볼 수 있어요. 사진에 나온 분이 본인이거나 그분이 허락했을 때만 올려 주세요.
    /mylooks 에서 언제든 내릴 수 있어요. 이미 다른 사람의 대화에 간 사진까지 지우지는 못해요.
post-sent = 고마워요! 운영자가 살펴보고 나면 알려 드릴게요. 누가 저장하면 가끔 전해 드릴게요. 그만 받으려면 /quiet
post-sent-already = 이미 보낸 코디예요. /mylooks 에서 볼 수 있어요.
post-dropped = 올리지 않았어요. 아무것도 남기지 않았어요.
post-gone = 이제 없는 코디예요. /post 로 새로 시작해 주세요.
post-no-tags = 태그가 하나는 있어야 해요.
post-many-tags = 태그는 { $limit }개까지예요. 하나를 빼고 골라 주세요.
post-full = 올릴 수 있는 코디는 { $limit }개까지예요. /mylooks 에서 자리를 만들어 주세요.
post-approved = 올린 코디가 이제 추천에 나와요. 나눠 주셔서 고마워요! /mylooks 에서 언제든 내릴 수 있어요.
post-rejected =
    이번 코디는 올리지 못했어요.
    이유: { $reason }
    사진은 지웠어요. 다른 사진으로 다시 올려 주셔도 좋아요.
post-taken-down = 신고가 들어와서 올린 코디를 내렸어요. 사진은 지웠어요.
button-blur = 얼굴 가리기
button-edit-post = 고치기
button-drop-post = 그만두기
button-send-post = 동의하고 올리기
button-no-name = 이름 없이 올리기
button-withdraw = 내리고 지우기
mylooks-none = 아직 올린 코디가 없어요. /post 로 올릴 수 있어요.
mylooks-title = 올린 코디 { $count }개
mylooks-waiting = 살펴보는 중
mylooks-hint = 번호를 누르면 사진을 보고 내릴 수 있어요.
mylooks-withdrawn = 코디를 내리고 사진을 지웠어요.
button-posted = 🙋 { $number } { $name }
posted-nameless = 익명
posted-by = { $number }번은 { $name } 님이 올린 코디예요.
posted-by-nameless = { $number }번은 어느 분이 올린 코디예요.
posted-own = 내가 올린 코디예요.
posted-thanked = 고마운 마음을 전해 드릴게요.
posted-reported = 알려 주셔서 고마워요. 운영자가 살펴볼게요.
button-thank = 👏 고마워요
button-report = 신고하기
button-yes-report = 네, 신고할게요
praise-saves = 올린 코디가 { $saves }번 저장됐어요. /mylooks 에서 볼 수 있어요.
praise-thanks = 올린 코디로 고맙다는 인사를 { $thanks }번 받았어요. /mylooks 에서 볼 수 있어요.
praise-both = 올린 코디가 { $saves }번 저장되고, 고맙다는 인사를 { $thanks }번 받았어요. /mylooks 에서 볼 수 있어요.
review-new = 새 코디가 기다리고 있어요.
review-queue =
    { $count ->
        [0] 기다리는 코디가 없어요.
       *[other] 코디 { $count }개가 기다리고 있어요.
    }
review-ask-tags = 새 태그를 쉼표로 나눠 적어 주세요.
review-ask-reason = 왜 올리지 않는지 적어 주세요. 올린 분에게 그대로 전해요.
review-approved = 올렸어요. 곧 추천에 나와요.
review-rejected = 올리지 않았어요. 이유를 전했어요.
review-done = 이미 처리한 코디예요.
review-reported = 이 코디에 신고가 { $count }건 들어왔어요.
review-kept = 그대로 둘게요.
review-taken-down = 내렸어요. 같은 사진은 다시 올라오지 않아요.
reason-unseen = 옷이 잘 보이지 않아요.
reason-others = 다른 사람이 함께 보여요.
reason-stolen = 본인의 사진이 아닌 것 같아요.
reason-unfit = 모두에게 보여 주기 어려운 사진이에요.
button-approve = 올리기
button-edit-tags = 태그 고치기
button-reject = 돌려보내기
button-other-reason = 직접 적기
button-let-be = 그대로 두기
button-take-down = 내리기

## 사진이 아닌 것

send-photo = 옷 사진을 보내 주시면 어울리는 코디를 찾아 드려요.
send-photo-in-group = 이 메시지에 답장으로 옷 사진을 보내 주시면 어울리는 코디를 찾아 드려요.
aside-thanks = 도움이 됐다니 기뻐요! 다른 옷 사진도 언제든 보내 주세요.
aside-hello = 안녕하세요! 옷 사진을 보내 주시면 어울리는 코디를 찾아 드려요.
aside-done = 네! 다른 옷 사진을 보내 주시면 또 찾아 드릴게요.
aside-praise = 마음에 드신다니 기뻐요! ♡를 눌러 저장해 두면 언제든 다시 볼 수 있어요.
aside-dislike = 그렇군요. 👎로 하나씩 빼거나, “더”라고 적으면 다음 코디를 보여 드릴게요.
aside-shop = 파는 곳과 값은 아직 알려 드리지 못해요. 대신 갖고 있는 옷 사진을 보내 주시면 어울리는 코디를 찾아 드려요.
number-hint = { $number }번 코디는 ♡ { JOSA($number, "을", "를") } 누르거나 “{ $number }번 저장”이라고 적으면 저장돼요.
not-a-picture-file = 이 파일은 사진이 아니에요. JPEG, PNG, WebP, HEIC 사진을 보내 주세요.
got-sticker = 귀여운 스티커네요! 코디를 찾으려면 옷 사진을 보내 주세요.
got-voice = 아직 음성은 듣지 못해요. 옷 사진이나 글로 알려 주세요.
got-video = 아직 동영상은 보지 못해요. 한 장면을 사진으로 보내 주세요.
got-location = 위치 대신 옷 사진을 보내 주세요. 계절은 /filters 에서 고를 수 있어요.
got-contact = 연락처는 필요하지 않아요. 옷 사진을 보내 주세요.
got-poll = 투표나 게임은 아직 할 줄 몰라요. 옷 사진을 보내 주세요.
got-edited = 고친 메시지는 다시 읽지 못해요. 새 메시지로 보내 주세요.
unknown-command = 모르는 명령이에요. 할 수 있는 일은 /help 에 있어요.
old-button = 오래된 버튼이에요. 새로 시작하려면 /start 를 눌러 주세요.

## 사진의 문제

photo-empty = 빈 파일이에요. 사진을 다시 보내 주세요.
photo-too_heavy = 사진이 너무 커요. 20 MB까지 볼 수 있어요.
photo-too_large = 화소가 너무 많은 사진이에요. 5천만 화소까지 볼 수 있어요.
photo-too_small = 사진이 너무 작거나 가늘어서 옷이 보이지 않아요. 조금 더 큰 사진을 보내 주세요.
photo-not_a_photo = 사진으로 읽을 수 없어요. JPEG, PNG, WebP, HEIC 사진을 보내 주세요.
photo-damaged = 사진이 깨져 있어요. 다시 보내 주시겠어요?
photo-transparent = 그림이 모두 투명해서 옷이 보이지 않아요. 다른 사진을 보내 주세요.

## 기다림과 실수

progress-fetching = 사진을 받고 있어요.
progress-looking = 옷을 살펴보고 있어요.
progress-choosing = 어울리는 코디를 고르고 있어요.
busy = 지금 사진이 많이 밀려 있어요(앞에 { $ahead }장). 잠시 뒤에 다시 보내 주세요.
too-many-photos = 사진을 아주 빠르게 보내 주셨네요. { $seconds }초 뒤에 다시 보내 주시면 이어서 볼게요.
storage-trouble = 지금은 기억해 둘 수가 없어요. 조금 뒤에 다시 해 주세요.
worker-lost = 사진을 보다가 멈췄어요. 미안해요, 한 번 더 보내 주시겠어요?
not-ready = 아직 룩북을 준비하고 있어요. 조금 뒤에 다시 보내 주세요.
telegram-trouble = 텔레그램이 제 답을 받지 못했어요. 한 번 더 해 주시겠어요?
download-failed = 사진을 내려받지 못했어요. 한 번 더 보내 주시겠어요?
apology = 앗, 제가 실수했어요. 조금 뒤에 다시 해 주세요. (오류 번호 { $id })

## 도움말과 내 정보

cancelled = 그만할게요. 언제든 옷 사진을 보내 주세요.
nothing-to-cancel = 지금은 멈출 것이 없어요. 옷 사진을 보내 주세요.
help =
    옷 사진을 보내면 그 옷과 닮은 옷을 입은 코디를 찾아서, 무엇과 함께 입었는지 알려 드려요.

    • 사진에 글을 붙이면 키워드가 돼요. 예: 데님 꾸안꾸
    • 글만 보내면 키워드로 찾아요. 예: 18도 출근룩, 치마 말고 바지
    • 옷 사진을 여러 장 한 번에 보내면 함께 입은 코디부터 찾아요.
    • 추천 아래 🔍는 비슷한 코디, 👎는 빼기, 👀는 무엇이 닮았는지예요.
    • /filters 누구, 계절, 스타일, 키워드
    • /save 3 코디 저장하기. 앨범 사진에 /save 로 답장해도 돼요.
    • /saved 저장한 코디, /unsave 3 빼기, /save 3 출근룩 모음에 담기
    • /share 3 친구에게 나누기, 그룹에서는 /vote 투표
    • /wardrobe 내 옷장, /wear 내 옷들로 입을 코디, /quiet 알림 끄기
    • /privacy 내 정보, /mydata 모두 받기, /forget 모두 지우기
    • /language 언어, /about 소개, /cancel 그만
help-with-admins = • /post 내가 입은 코디 올리기, /mylooks 올린 코디, /notices 운영자 소식
about =
    코디 { $count }개를 보고 있어요. 룩북을 { $date }에 새로 읽었어요.
    옷은 { $model } 모델로 봐요. 코디봇 { $version }

    옷 사진 { $queries }장으로 재 보니, 추천한 코디 10개 가운데 { $hits }개가 보낸 옷과 같은 종류를 입고 있었어요. 아무렇게나 고르면 { $chance }개예요. 태그가 조금 틀린 룩북으로 잰 값이에요.
language-ask = 어떤 말로 이야기할까요?
language-set = 이제 한국어로 이야기할게요.
privacy =
    • 고른 필터, 저장한 코디와 모음, 추천하거나 보여 드린 코디의 번호를 지우실 때까지 기억해요.
    • 사진은 저장하지 않아요. 다시 찾을 수 있게 옷의 특징(숫자)과 사진의 텔레그램 번호만 남겨요.
    • 옷장에 담은 옷만 배경을 지운 작은 그림으로 남겨요. 빼면 바로 지워요.
    • 다른 사람에게 넘기지 않아요. 직접 만든 링크로 연 코디만 친구가 볼 수 있어요.
    • /mydata 로 모두 받아 보고, /forget 으로 모두(링크도) 지울 수 있어요.
privacy-of-posts = • /post 로 올린 사진은 동의한 뒤에만 남기고, /mylooks 에서 내리면 지워요.
in-private = 여기는 모두가 보는 곳이라, 내 정보와 옷장은 저와의 대화에서만 열 수 있어요.
mydata-caption = 제가 기억하는 모든 것이에요.
forget-ask = 필터, 저장한 코디, 내 옷장, 올린 코디, 링크, 추천 기록을 모두 지울까요? 되돌릴 수 없어요.
forget-done = 모두 지웠어요. 이제 아무것도 기억하지 않아요.
forget-kept = 그대로 둘게요.

## 운영자

notices-on = 이제 운영자의 소식을 보내 드릴게요. 그만 받으려면 /notices 를 한 번 더, 모두 끄려면 /quiet 를 보내 주세요.
notices-off = 이제 소식을 보내지 않을게요.
admin-numbers =
    함께하는 사람 { $people }명
    오늘(최근 30일)
    • 사진 { $photos } ({ $photos_month })
    • 추천 { $answers } ({ $answers_month })
    • 빈 추천 { $empty_answers } ({ $empty_answers_month })
    • 저장 { $saves } ({ $saves_month })
admin-wait = 추천의 절반은 { $wait }초 안에 나갔어요.
admin-missed = 찾지 못한 말: { $words }
admin-saved =
    많이 저장한 코디:
    { $looks }
admin-hint = 소식을 보내려면 /admin 뒤에 글을 적어 주세요. 동의한 사람에게만 가요.
admin-notice-ask = 동의한 { $count }명에게 이렇게 보낼까요?
admin-notice-sent = { $count }명에게 보냈어요.
admin-indexing = 룩북을 새로 읽고 있어요: { $done } / { $total }
admin-indexing-already = 이미 룩북을 읽고 있어요. 끝나면 알려 드릴게요.
admin-indexed = 룩북을 새로 읽었어요. 곧 새 코디로 추천해요.
admin-not-indexed = 룩북을 읽지 못했어요. 지금까지의 코디로 계속 추천할게요. codibot check 로 살펴봐 주세요.
button-reindex = 룩북 새로 읽기
button-export = 내보내기
button-send-notice = 보내기

## 텔레그램이 보여 주는 소개

command-start = 처음부터 시작하기
command-filters = 누구, 계절, 스타일, 키워드 바꾸기
command-save = 코디 저장하기: /save 3
command-saved = 저장한 코디 보기
command-unsave = 저장한 코디 빼기: /unsave 3
command-share = 코디 나누기: /share 3
command-vote = 그룹에서 코디 투표하기
command-wardrobe = 내 옷장 보기
command-wear = 내 옷들로 입을 코디 보기
command-quiet = 먼저 보내는 말 모두 끄기
command-post = 내가 입은 코디 올리기
command-mylooks = 올린 코디 보기, 내리기
command-cancel = 지금 하던 것 그만하기
command-language = 언어 바꾸기
command-privacy = 무엇을 기억하는지 보기
command-mydata = 내 정보 모두 받기
command-forget = 내 정보 모두 지우기
command-about = 룩북과 코디봇 소개
command-notices = 운영자 소식 받기 또는 그만 받기
command-help = 도움말
bot-description = 옷 사진을 보내면 그 옷과 어울리는 코디를 찾아 드려요. 무엇과 함께 입는지도 알려 드려요.
bot-inline = { " " }어느 대화에서나 ‘@{ $name } 데님 재킷’처럼 적으면 코디를 바로 보낼 수 있어요.
bot-short-description = 옷 사진 한 장으로 찾는 코디
