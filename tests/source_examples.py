"""A small report for tests of the page of sources: its text, with letters that would do harm, and figures in it."""

from data_folder import OBSERVATIONS, DataFolder

from danvan.documents.extracted import extracted

SOURCE = "bao_cao_xom"
TEXT = """BÁO CÁO

I. TÌNH HÌNH <I>CHUNG</I>

Bà con <script>alert(1)</script> góp 1.250 ngày công, 340 m² đất; hộ nghèo còn\u202e 4,5%\u202c¹ & <b>đã giảm</b>.

II. KẾT QUẢ

Có 12 vụ\u200b được báo <img src=x onerror=alert(2)>; mô hình “Xóm sáng đèn” lan ra nhiều nơi.

¹ Theo rà soát cuối năm <i>2021</i>.
"""
FIGURES = (
    ("labour_days", "2021", "1250", "section:I chars:{}", "1.250 ngày công", "1.250"),
    ("land_donated_m2", "2021", "340", "section:I chars:{}", "340 m²", "340"),
    ("poverty_rate_pct", "2021", "4.5", "section:I footnote:1 chars:{}", "4,5%", "4,5"),
    ("cases_solved", "2021", "12", "section:II chars:{}", "12 vụ", "12"),
)
MODELS = (
    "model,name,printed,kind,field,field_reading,host,host_group,host_reading,level,started,scope,spread,"
    "source,locator,note\n"
)


def span(text: str, printed: str) -> str:
    start = text.index(printed)
    return f"{start}-{start + len(printed)}"


def write(folder: DataFolder, text: str) -> None:
    """Write figures and a model of a source with this text, each with the place where it stands."""
    folder.add_source(SOURCE, "reported", "2022")
    content = (folder.path / "catalogue/sources.toml").read_text(encoding="utf-8")
    head, own = content.split(f"[{SOURCE}]")
    own = own.replace('sha256 = ""', f'sha256 = "{extracted("x.txt", text.encode()).sha256}"')
    folder.write("catalogue/sources.toml", f"{head}[{SOURCE}]{own}")
    rows = [
        f"{code},534,{period},{'2016-2020' if 'poverty' in code else ''},{value},=,,{SOURCE},"
        f'{locator.format(span(text, digits))},"{printed}",\n'
        for code, period, value, locator, printed, digits in FIGURES
    ]
    folder.write("report/observations.csv", OBSERVATIONS + "".join(rows))
    model = f"den,Xóm sáng đèn,,model,kinh_te,stated,,,,unspecified,,unspecified,,{SOURCE},"
    folder.write("report/models.csv", f"{MODELS}{model}section:II chars:{span(text, 'Xóm sáng đèn')},\n")
