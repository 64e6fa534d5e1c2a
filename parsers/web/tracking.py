"""The parameters that say how a reader came to a page, not which page it is.

Collected from the documentation of the services that set them and from addresses that
publishers put into their own feeds. A change here is a change of `urls.URL_RULES_VERSION`.
"""

# Google, Meta, Microsoft, Yandex, X, TikTok, LinkedIn, Adobe; then the senders of newsletters.
_ADVERTISING = """
    dclid fbclid gad_campaignid gad_source gbraid gclid gclsrc igsh igshid li_fat_id msclkid
    s_kwcid ttclid twclid wbraid yclid ymclid __twitter_impression ef_id
    _hsenc _hsmi hsctatracking mc_cid mc_eid mkt_tok oly_anon_id oly_enc_id vero_conv vero_id
"""
# Web analytics and the campaign names that publishers put into their own feeds.
_CAMPAIGNS = """
    _ga _gl at_campaign at_medium cid_source cmp cmpid dgcid emc ftag ftcamp guccounter
    guce_referrer guce_referrer_sig icid intcmp ito mbid ncid ns_campaign ns_fee ns_linkname
    ns_mchannel ns_source ocid partner ref_src ref_url smid soc_src soc_trk spm sref srnd taid
    traffic_source trk tsrc wprov wtrid xtor xtref
"""
_SESSIONS = "jsessionid phpsessid"

_NAMES = frozenset((_ADVERTISING + _CAMPAIGNS + _SESSIONS).split())
_PREFIXES = ("utm_", "at_", "hsa_", "itm_", "mtm_", "pk_", "piwik_", "wt_", "wt.", "trk_")


def is_tracking(name: str) -> bool:
    """Whether a query parameter, in lower case, only says how the reader came here."""
    return name in _NAMES or name.startswith(_PREFIXES)
