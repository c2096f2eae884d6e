"""One ward: all of its indicators against the town and the others, its models, what it has not handed in; to print."""

from danvan.ui import controls, state, ward_list, ward_page

view = state.view()
places = view.filters.places
if len(places) == 1:
    ward_page.head(view, places[0])
    controls.bar(view, fits=("places", "units", "years", "sample"))
    ward_page.show(view, places[0])
else:
    ward_list.head(view)
    controls.bar(view, fits=("places", "units", "years", "sample"))
    ward_list.show(view)
