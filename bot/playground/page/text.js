// The page's own words, in both languages.

const TEXTS = {
  ko: {
    tagline: "옷 사진을 보내면, 어울리는 코디를 보여 드려요",
    tools: "도구", addPerson: "+ 사람", addGroup: "+ 그룹", calls: "API 호출", reset: "처음부터",
    switchLanguage: "English로 보기", switchTheme: "밝게 / 어둡게", ok: "확인", cancel: "취소",
    viewer: "사진 크게 보기", close: "닫기", previous: "이전 사진", next: "다음 사진",
    start: "시작", empty: "안녕하세요! 시작을 누르거나, 아래 옷 사진 하나를 눌러 보세요.",
    placeholder: "메시지", send: "보내기", attach: "사진 첨부", samples: "예시 옷 사진", commands: "명령어 메뉴",
    longCaption: "사진 설명은 1024자까지 쓸 수 있어요",
    reply: "답장", replyingTo: "답장할 메시지", stopReply: "답장 취소", typing: "입력 중…", sendingPhoto: "사진 보내는 중…",
    edited: "수정됨", copied: "복사했어요", upgraded: "이 그룹은 이제 슈퍼그룹이에요",
    added: (who, names) => `${who} 님이 초대했어요: ${names}`, newMessages: "새 메시지",
    photo: "사진", document: "파일", drop: "여기에 놓으면 보내요",
    personName: "이름이 무엇인가요?", groupName: "그룹 이름은 무엇인가요?",
    forgetAll: "모든 대화를 지우고 처음부터 시작할까요?", picture: (n) => `${n}번째 사진, 크게 보기`,
    noBot: "봇을 기다리고 있어요…", lost: "연결이 끊겼어요. 다시 연결하는 중이에요…", showPolls: "getUpdates도 보기",
    closeColumn: "이 대화 창 닫기", names: ["민지", "준호", "서연", "도윤", "하은"],
  },
  en: {
    tagline: "Send a photo of your garment, see outfits that wear it",
    tools: "Tools", addPerson: "+ person", addGroup: "+ group", calls: "API calls", reset: "Start over",
    switchLanguage: "한국어로 보기", switchTheme: "Light / dark", ok: "OK", cancel: "Cancel",
    viewer: "Picture viewer", close: "Close", previous: "Previous picture", next: "Next picture",
    start: "Start", empty: "Hello! Press Start, or tap one of the garment photos below.",
    placeholder: "Message", send: "Send", attach: "Attach a photo", samples: "Sample garment photos", commands: "Command menu",
    longCaption: "A caption may have 1024 characters at most",
    reply: "Reply", replyingTo: "Replying to", stopReply: "Cancel reply", typing: "typing…", sendingPhoto: "sending a photo…",
    edited: "edited", copied: "Copied", upgraded: "This group is a supergroup now",
    added: (who, names) => `${who} added ${names}`, newMessages: "New messages",
    photo: "Photo", document: "File", drop: "Drop to send",
    personName: "What is their name?", groupName: "What is the group called?",
    forgetAll: "Delete every chat and start over?", picture: (n) => `Picture ${n}, enlarge`,
    noBot: "Waiting for the bot…", lost: "Connection lost. Reconnecting…", showPolls: "Show getUpdates too",
    closeColumn: "Close this chat", names: ["Ana", "Ben", "Chloe", "Dan", "Eve"],
  },
};

let current = localStorage.getItem("language") ?? (navigator.language.startsWith("ko") ? "ko" : "en");

export const language = () => current;
export const t = (key) => TEXTS[current][key];

export function switchLanguage() {
  current = current === "ko" ? "en" : "ko";
  localStorage.setItem("language", current);
}

export function translate(root) {
  document.documentElement.lang = current;
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
}
