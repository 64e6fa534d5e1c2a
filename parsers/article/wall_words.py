# ruff: noqa: RUF001 - words and marks of many alphabets
"""Words of pages that stand where an article should be; all are looked for in lower case."""

import re

CHALLENGE = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you(?:'re| are) (?:a |not a )?"
    r"(?:human|robot)|are you a (?:robot|human)|attention required!|"
    r"enable javascript and cookies to continue|cf-chl|captcha-delivery|_incapsula_resource|"
    r"px-captcha|ddos protection by|access (?:to this page )?(?:has been )?denied|"
    r"unusual traffic|request unsuccessful|press (?:and|&) hold"
)
CONSENT = re.compile(
    r"cookies?|\b(?:consent|gdpr|dsgvo|rgpd|lgpd|avg|datenschutz\w*|einwillig\w*|privacy|tracking|"
    r"werbung|zustimm\w+|consente\w*|vie privée|confidentialité|traceurs|privacidad|consent\w+|"
    r"privacidade|riservatezza|privatezza|consenso|toestemming|samtykke\w*|samtycke\w*|"
    r"personvern\w*|integritet\w*|suostumu\w*|evästei\w*|eväste\w*|tietosuoja\w*|zgod[ayęą]|"
    r"prywatnoś\w+|ciastecz\w+|souhlas\w*|soukrom\w+|súhlas\w*|súkrom\w+|hozzájárul\w*|"
    r"sütik?\w*|adatvédel\w*|consimțământ\w*|confidențialit\w*|privatnost\w*|kolačić\w*|"
    r"pristan\w*|zasebnost\w*|piškotk\w*|soglas\w*|rıza|çerez\w*|gizlilik|kişisel veri\w*|"
    r"персональн\w+|куки|конфиденциальн\w+|согласи\w+|згод\w+|конфіденційн\w+|бисквитк\w*|"
    r"съгласие\w*|поверителност\w*|απόρρητ\w*|συγκατάθεσ\w*|slapuk\w*|sutikim\w*|sīkdat\w*|"
    r"piekriš\w*|küpsis\w*|nõusolek\w*|persetujuan|quyền riêng tư|partners?|partenaires|partnern|"
    r"socios|parceiros|partneři|partnerzy|personali[sz]ed? (?:ads?|advertising))\b|"
    r"同意|クッキー|プライバシー|隐私|隱私|쿠키|동의|개인정보|ملفات تعريف الارتباط|موافقة|الخصوصية|"
    r"עוגיות|פרטיות|कुकी|คุกกี้|ความเป็นส่วนตัว"
)
CONSENT_BUTTON = re.compile(
    r"(?:accept|agree|allow|reject|decline|manage|i agree|i accept|got it|consent|akzept|"
    r"alle akzept|allen? zustimm|zustimm|ablehnen|alle ablehnen|einstellungen|accepter|"
    r"tout accepter|refuser|tout refuser|continuer sans|aceptar|rechazar|aceitar|rejeitar|"
    r"accett|rifiut|accepteer|akkoord|weiger|godta|godkänn|tillad|avvis|hyväksy|hylkää|"
    r"akceptuj|zgadzam|odrzu[ćc]|přijmout|souhlasím|odmítnout|prijať|súhlasím|elfogad|accept[aă]|"
    r"prihva|slažem|sprejm|strinjam|kabul|reddet|принять|принимаю|согласен|прийняти|погоджуюсь|"
    r"приемам|αποδοχή|αποδέχομαι|sutinku|piekrītu|nõustun|setuju|đồng ý|موافق|قبول|מסכים|"
    r"同意|接受|すべて許可|동의|ยอมรับ)"
)
NOT_FOUND = re.compile(
    r"\b404\b|page (?:was |could |can )?(?:not |no longer )(?:be )?(?:found|available|exist)|"
    r"not found|can.?t (?:seem to )?find (?:the|that) page|page (?:does|has)(?:n.t| not) exist|"
    r"(?:page|article|story) (?:you(?:'re|’re| are) looking for|doesn.t exist|has been removed|"
    r"no longer)|(?:story|article|page|content) (?:is )?(?:no longer|not) (?:available|exist)|"
    r"seite (?:wurde|konnte|existiert|ist)[^.]{0,30}nicht|nicht (?:mehr )?(?:gefunden|verfügbar)|"
    r"page (?:est )?(?:introuvable|non trouvée)|(?:page|article) n.existe (?:pas|plus)|"
    r"página no (?:ha sido )?encontrada|no se (?:encuentra|ha encontrado) la página|"
    r"(?:página|artículo) (?:que buscas )?no existe|"
    r"página não (?:foi )?encontrada|página (?:que procura )?não existe|"
    r"pagina non (?:è stata )?trovata|pagina non esiste|pàgina no trobada|"
    r"pagina (?:is )?niet (?:gevonden|beschikbaar)|pagina bestaat niet|"
    r"siden (?:finnes ikke|findes ikke|ble ikke funnet|blev ikke fundet)|"
    r"sidan (?:kunde inte|hittades inte|finns inte)|sivua ei (?:löyd|ole)|síðan fannst ekki|"
    r"страница (?:не найдена|не существует|удалена)|сторінк[уа] не (?:знайдено|існує)|"
    r"страницата не (?:е намерена|съществува)|страница није пронађена|"
    r"nie znaleziono (?:strony|szukanej)|strona (?:nie istnieje|nie została znaleziona)|"
    r"stránka (?:nebyla nalezena|neexistuje|sa nenašla|nebola nájdená)|"
    r"(?:az )?oldal nem található|pagina nu (?:a fost găsită|există)|"
    r"stranica (?:nije pronađena|ne postoji)|strani ni (?:mogoče|bilo)|"
    r"sayfa bulunamadı|puslapis nerastas|lapa nav atrasta|lehte ei leitud|"
    r"η σελίδα δεν (?:βρέθηκε|υπάρχει)|halaman tidak ditemukan|không tìm thấy trang|"
    r"الصفحة غير موجودة|لم يتم العثور على الصفحة|הדף לא נמצא|صفحه مورد نظر یافت نشد|"
    r"पृष्ठ नहीं मिला|ไม่พบหน้า|ページが見つかりません|お探しのページ|页面不存在|"
    r"找不到(?:该|此)?(?:页面|网页)|"
    r"找不到(?:您要的)?(?:頁面|網頁)|페이지를 찾을 수 없"
)
ERROR = re.compile(
    r"\b50[0234]\b.{0,40}\b(?:error|gateway|unavailable|timeout)|internal server error|"
    r"bad gateway|service (?:temporarily )?unavailable|gateway time-?out|something went wrong|"
    r"temporarily unavailable|under maintenance|wartungsarbeiten|en mantenimiento|"
    r"en maintenance|error establishing a database"
)
LOGIN = re.compile(
    r"^\W*(?:(?:please )?(?:sign|log) ?in\b|login\b|anmelden|anmeldung|einloggen|connexion|"
    r"se connecter|connectez-vous|iniciar sesión|inicia sesión|acceder a|iniciar sessão|"
    r"fazer login|entrar\b|accedi\b|inloggen|logga in|logg inn|log ind|kirjaudu|zaloguj|"
    r"logowanie|přihlá|prihlás|bejelentkezés|autentificare|prijava|giriş yap|oturum aç|вход\b|"
    r"войти|увійти|вхід\b|σύνδεση|prisijung|pieslēg|logi sisse|masuk\b|đăng nhập|"
    r"تسجيل الدخول|התחברות|ログイン|登录|登錄|登入|로그인|เข้าสู่ระบบ)"
)
